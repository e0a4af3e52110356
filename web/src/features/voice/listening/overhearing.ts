// Subscribes to the sound of those who speak in one room.
import type { Session } from "../../../lib/session.svelte";
import type { Sound } from "./sound";

class Overhearing {
  #wanted: { room: string; hear: (sound: Sound) => void } | undefined;

  constructor(readonly session: Session) {}

  /** Subscribes to the sound of a room; returns what unsubscribes. */
  listen(room: string, hear: (sound: Sound) => void): () => void {
    this.#wanted = { room, hear };
    this.#ask();
    return () => {
      this.#wanted = undefined;
      this.#ask();
    };
  }

  /** Subscribes again on a new connection. */
  resume(): void {
    if (this.#wanted) this.#ask();
  }

  /** Sound of another room that was already on its way is dropped. */
  sounded(sound: Sound): void {
    if (sound.room === this.#wanted?.room) this.#wanted.hear(sound);
  }

  #ask(): void {
    this.session.tell({ type: "listen", room: this.#wanted?.room ?? null });
  }
}

export const overhearing = (session: Session): Overhearing => new Overhearing(session);
