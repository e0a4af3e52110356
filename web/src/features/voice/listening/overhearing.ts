// The voices themselves of those who speak in one room, for who wants to hear them.
import type { Session } from "../../../lib/session.svelte";
import type { Sound } from "./sound";

class Overhearing {
  #wanted: { room: string; hear: (sound: Sound) => void } | undefined;

  constructor(readonly session: Session) {}

  /** Hears those who speak in a room, until what this returns is called. */
  listen(room: string, hear: (sound: Sound) => void): () => void {
    this.#wanted = { room, hear };
    this.#ask();
    return () => {
      this.#wanted = undefined;
      this.#ask();
    };
  }

  /** A new connection does not know yet what is wanted. */
  resume(): void {
    if (this.#wanted) this.#ask();
  }

  /** What was on its way from another room is not meant any more. */
  sounded(sound: Sound): void {
    if (sound.room === this.#wanted?.room) this.#wanted.hear(sound);
  }

  #ask(): void {
    this.session.tell({ type: "listen", room: this.#wanted?.room ?? null });
  }
}

export const overhearing = (session: Session): Overhearing => new Overhearing(session);
