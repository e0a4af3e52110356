// Posts, edits and removals that are not confirmed yet, stored in the browser until the server has them.
import { forget, keys, recall, remember } from "./memory";
import type { Done, Edit, Post, Refused, Relabel, Remove } from "./protocol";
import { type Line, Lost, NotDone } from "./socket";

type Saying = Omit<Post, "nonce"> | Omit<Edit, "nonce"> | Omit<Relabel, "nonce"> | Omit<Remove, "nonce">;

export interface Pending {
  /** The same at every try: so the server does it once. */
  readonly nonce: string;
  readonly at: number;
  readonly saying: Saying;
  /** Why the server did not take it: it waits for its writer then. */
  readonly refused?: Pick<Refused, "code" | "sentence">;
}

const BREATH = 5;

const byAge = (a: Pending, b: Pending) => a.at - b.at;

export class Outbox {
  /** Each page sends what it holds itself: another page of the member may have sent it too, which changes nothing. */
  #held: Pending[];
  #prefix: string;
  #sending = false;

  constructor(
    member: string,
    readonly line: Line,
    readonly kept: (pending: Pending) => void,
    readonly dropped: (pending: Pending, done?: Done) => void,
  ) {
    this.#prefix = `outbox.${member}.`;
    this.#held = keys(this.#prefix)
      .map((key) => recall<Pending>(key))
      .filter((each) => each !== undefined)
      .sort(byAge);
  }

  /** Oldest first. */
  get all(): readonly Pending[] {
    return this.#held;
  }

  keep(pending: Pending): void {
    this.#held = [...this.#without(pending), pending].sort(byAge);
    // One entry a key: two pages of one member never overwrite each other's.
    remember(this.#prefix + pending.nonce, pending);
    this.kept(pending);
  }

  drop(pending: Pending, done?: Done): void {
    this.#held = this.#without(pending);
    forget(this.#prefix + pending.nonce);
    this.dropped(pending, done);
  }

  /** Sends what waits, one after the other, for as long as the line holds. */
  async send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#deliver(next);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    } finally {
      this.#sending = false;
    }
  }

  #without({ nonce }: Pending): Pending[] {
    return this.#held.filter((each) => each.nonce !== nonce);
  }

  #next(): Pending | undefined {
    return this.#held.find((each) => !each.refused);
  }

  async #deliver(pending: Pending): Promise<void> {
    try {
      this.drop(pending, await this.line.send({ ...pending.saying, nonce: pending.nonce }));
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      const { code, sentence, retry_after } = error.refused;
      if (code !== "too_many") return this.keep({ ...pending, refused: { code, sentence } });
      await new Promise((resume) => setTimeout(resume, (retry_after ?? BREATH) * 1000));
    }
  }
}
