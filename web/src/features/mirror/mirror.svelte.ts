// Asks how words would arrive in the languages read in a room, for whoever looks; nothing of it is kept.
import type { Mirrored } from "../../lib/protocol";
import type { Room } from "../../lib/room.svelte";
import { newNonce } from "../../lib/socket";

class Mirrors {
  /** Whether the words in the composer are shown as they would arrive. */
  open = $state(false);
  #asked: { nonce: string; show: (seen: Mirrored) => void } | undefined;

  constructor(readonly room: Room) {}

  /** What is asked before the answer came takes its place, and this one never comes then. */
  ask(text: string, language: string): Promise<Mirrored> {
    const nonce = newNonce();
    return new Promise((show, fail) => {
      this.#asked = { nonce, show };
      this.room.reader.send({ type: "mirror", nonce, room: this.room.id, text, language }).catch(fail);
    });
  }

  answer(seen: Mirrored): void {
    if (this.#asked?.nonce === seen.nonce) this.#asked.show(seen);
  }
}

export const mirrors = (room: Room): Mirrors => new Mirrors(room);
