// Makes the sharing of what the member types in a room.
import { Sharing } from "../../lib/drafts/sharing";
import type { Room } from "../../lib/room.svelte";

export const sharing = (room: Room): Sharing => new Sharing(room.id, room.reader);
