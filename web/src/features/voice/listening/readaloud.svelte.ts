// Reads new messages aloud, one after the other, where this device has that turned on.
import { add, type Backlog, first, next, nothing } from "./backlog";
import { recall, remember } from "../../../lib/memory";
import type { Session } from "../../../lib/session.svelte";
import { audible } from "./audible";
import { Mute, type Voice, Voices } from "./voices";
import { within } from "../../../lib/tools/within";

/** The text to be spoken for a message. */
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

/** Milliseconds after which an utterance counts as ended: browsers sometimes lose the `end` event. */
const patience = (text: string, rate: number): number => 10_000 + (250 * text.length) / rate;

export class ReadAloud {
  on = $state(recall<boolean>(ON) ?? false);
  rate = $state(recall<number>(RATE) ?? 1);
  /** Whether the speakers' own voices are played, too. */
  underneath = $state(recall<boolean>(UNDERNEATH) ?? true);
  backlog = $state.raw(nothing);
  /** By the reader, or by a browser that allows no sound before user input. */
  paused = $state(false);
  /** While the microphone of this page is open. */
  held = $state(false);
  /** Why the last message was not spoken. */
  trouble = $state<Mute["why"]>();
  /** Whether new messages are spoken, so that the live region for screen readers is off. */
  heard = $derived(this.on && !this.trouble);
  /** Whether a message is being spoken now. */
  speaking = $derived(this.backlog.now !== undefined && !this.paused && !this.held);

  #told: string | undefined;
  #author: string | undefined;
  /** Identifies the current utterance: results of earlier ones are ignored. */
  #turn = {};

  constructor(
    readonly voice: Voice,
    /** Undefined where the message was removed, or is not in the reader's language. */
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

  /** Queues the messages that came since the last call; `told` are the newest ones, oldest first. */
  hear(told: readonly { id: string }[]): void {
    const known = told.findIndex(({ id }) => id === this.#told);
    this.meet(told);
    if (!this.on) return;
    const idle = this.backlog.now === undefined;
    for (const { id } of told.slice(known + 1)) this.backlog = add(this.backlog, id);
    if (idle) void this.#go();
  }

  /** Marks these messages as known, without reading them. */
  meet(told: readonly { id: string }[]): void {
    this.#told = told.at(-1)?.id;
  }

  /** Reads one message now, before those in the queue. */
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

  /** Nothing is spoken while the microphone of this page is open. */
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
    // The author's name is spoken when the author changes.
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

/** Makes the part that reads the messages of the open room aloud. */
export const readAloud = (session: Session): ReadAloud =>
  new ReadAloud(
    new Voices(() => session.speaks),
    (message) => session.current && audible(session.current, message),
  );
