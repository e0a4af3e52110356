// Opens the room of the reader and some others alone, and goes there.
import type { Panels } from "../../lib/panels.svelte";
import type { RoomView } from "../../lib/protocol";
import { ask } from "../../lib/rest";
import type { Session } from "../../lib/session.svelte";

/** `place` is a room that all of them are in. */
export async function openPrivate(
  session: Session,
  panels: Panels,
  place: string,
  members: readonly string[],
): Promise<void> {
  const room = session.enter(await ask<RoomView>("POST", `rooms/${place}/private`, { members }));
  panels.close();
  session.choose(room.id);
}
