// Requests translations and back-translations of a text that is not a message; nothing is stored.
import type { Mirrored } from "../../lib/protocol";
import type { Room } from "../../lib/room.svelte";
import { newNonce } from "../../lib/socket";

class Mirrors {
  /** Whether the translations of the composer's text are shown. */
  open = $state(false);
  #asked: { nonce: string; show: (seen: Mirrored) => void } | undefined;

  constructor(readonly room: Room) {}

  /** A newer request replaces this one, which then never resolves. */
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
