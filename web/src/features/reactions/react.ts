// Gives a reaction, or takes it away.
import type { Room } from "../../lib/room.svelte";
import { reason } from "../../lib/reason";

/** Why it was not done, in words; empty when it was. */
export async function react(room: Room, message: string, sign: string, given: boolean): Promise<string> {
  try {
    await room.reader.send({ type: "react", room: room.id, message, sign, given });
    return "";
  } catch (error) {
    return reason(error);
  }
}
