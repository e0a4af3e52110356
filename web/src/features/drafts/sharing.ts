// Shows a room what the member is typing in it.
import { Sharing } from "../../lib/drafts/sharing";
import type { Room } from "../../lib/room.svelte";

export const sharing = (room: Room): Sharing => new Sharing(room.id, room.reader);
