// Reads aloud what comes, one after the other, for who asked for it on this device.
import { add, type Backlog, first, next, nothing } from "./backlog";
import { recall, remember } from "../../../lib/memory";
import type { Session } from "../../../lib/session.svelte";
import { audible } from "./audible";
import { Mute, type Voice, Voices } from "./voices";
import { within } from "../../../lib/tools/within";

/** A message as its reader hears it. */
export interface Audible {
  readonly author: string;
  readonly text: string;
  readonly language: string;
}

export const SLOWEST = 0.7;
export const FASTEST = 2;

const ON = "aloud.on";
const RATE = "aloud.rate";
const UNDERNEATH = "aloud.underneath";

/** Browsers lose the end of an utterance now and then: after so many milliseconds it is over. */
const patience = (text: string, rate: number): number => 10_000 + (250 * text.length) / rate;

export class ReadAloud {
  on = $state(recall<boolean>(ON) ?? false);
  rate = $state(recall<number>(RATE) ?? 1);
  /** Whether those who speak are heard underneath. */
  underneath = $state(recall<boolean>(UNDERNEATH) ?? true);
  backlog = $state.raw(nothing);
  /** By the reader, or by a browser that waits for a touch. */
  paused = $state(false);
  /** While somebody speaks here. */
  held = $state(false);
  /** Why the last words were not heard. */
  trouble = $state<Mute["why"]>();
  /** Whether what comes is heard, so that nobody else has to say it. */
  heard = $derived(this.on && !this.trouble);
  /** Whether something is being read right now. */
  speaking = $derived(this.backlog.now !== undefined && !this.paused && !this.held);

  #told: string | undefined;
  #author: string | undefined;
  /** The present reading: what an earlier one comes back with counts no more. */
  #turn = {};

  constructor(
    readonly voice: Voice,
    /** What there is to hear of a message; nothing where it was removed, or is not in the reader's language. */
    readonly find: (message: string) => Audible | undefined,
  ) {}

  turn(on: boolean): void {
    this.on = on;
    this.trouble = undefined;
    remember(ON, on);
    if (!on) this.clear();
  }

  hurry(rate: number): void {
    this.rate = rate;
    remember(RATE, rate);
  }

  accompany(underneath: boolean): void {
    this.underneath = underneath;
    remember(UNDERNEATH, underneath);
  }

  /** Takes up the messages that came since the last call; `told` are the newest ones, oldest first. */
  hear(told: readonly { id: string }[]): void {
    const known = told.findIndex(({ id }) => id === this.#told);
    this.meet(told);
    if (!this.on) return;
    const idle = this.backlog.now === undefined;
    for (const { id } of told.slice(known + 1)) this.backlog = add(this.backlog, id);
    if (idle) void this.#go();
  }

  /** Counts what was told until now as known. */
  meet(told: readonly { id: string }[]): void {
    this.#told = told.at(-1)?.id;
  }

  /** Reads one message now; what waits goes on waiting. */
  read(message: string): void {
    this.paused = false;
    this.#begin(first(this.backlog, message));
  }

  skip(): void {
    this.#begin(next(this.backlog));
  }

  pause(): void {
    this.paused = true;
    this.#halt();
  }

  resume(): void {
    this.paused = false;
    this.#begin(this.backlog);
  }

  /** While somebody speaks here, nothing is read into their microphone. */
  hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    if (held) this.#halt();
    else this.#begin(this.backlog);
  }

  clear(): void {
    this.paused = false;
    this.#begin(nothing);
  }

  #halt(): void {
    this.#turn = {};
    this.voice.stop();
  }

  #begin(backlog: Backlog): void {
    this.#halt();
    this.backlog = backlog;
    void this.#go();
  }

  async #go(): Promise<void> {
    const turn = this.#turn;
    while (this.backlog.now !== undefined && !this.paused && !this.held) {
      const why = await this.#say(this.backlog.now);
      if (turn !== this.#turn) return;
      this.paused = why === "untouched";
      this.trouble = this.paused ? undefined : why;
      if (!this.paused) this.backlog = next(this.backlog);
    }
  }

  async #say(message: string): Promise<Mute["why"] | undefined> {
    const found = this.find(message);
    if (!found) return;
    // Who listens has to hear who speaks, once a turn.
    const text = found.author === this.#author ? found.text : `${found.author}: ${found.text}`;
    this.#author = found.author;
    try {
      await within(patience(text, this.rate), this.voice.say(text, found.language, this.rate));
      this.voice.stop(); // in case it was given up
    } catch (error) {
      return error instanceof Mute ? error.why : "failed";
    }
  }
}

/** Reads aloud what comes in the open room. */
export const readAloud = (session: Session): ReadAloud =>
  new ReadAloud(
    new Voices(() => session.speaks),
    (message) => session.current && audible(session.current, message),
  );
