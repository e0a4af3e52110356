// Requests missing translations: in batches, newest first, each message once.
import type { Line } from "../socket";

const SETTLE = 800;
const BATCH = 100;

export class Wishes {
  #wanted = new Set<string>();
  #asked = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly room: string,
    readonly line: Line,
    /** Of these, the ones still without a translation, newest first. */
    readonly missing: (wanted: ReadonlySet<string>) => string[],
  ) {}

  add(message: string): void {
    if (this.#asked.has(message)) return;
    this.#wanted.add(message);
    // Most translations are on their way already: only what is still missing a moment later is asked for.
    this.#timer ??= setTimeout(() => this.#flush(), SETTLE);
  }

  /** `again` tries even those that failed before. */
  ask(messages: string[], again = false): void {
    for (let start = 0; start < messages.length; start += BATCH) {
      const batch = messages.slice(start, start + BATCH);
      for (const id of batch) this.#asked.add(id);
      this.line.send({ type: "interpret", room: this.room, messages: batch, again }).catch(() => {
        for (const id of batch) this.#asked.delete(id);
      });
    }
  }

  /** Another connection or another language: what was asked is void. */
  forget(): void {
    this.#asked.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const missing = this.missing(this.#wanted);
    this.#wanted.clear();
    this.ask(missing);
  }
}
