// How close behind the writer a reader follows the drafts of others: the preference of this device, for all rooms.
import { forget, recall, remember } from "../memory";
import type { Drafting } from "../protocol";

export const paces = ["calm", "quick"] as const;
export type Pace = (typeof paces)[number];

const STANDARD: Pace = "calm";
const KEY = "drafts.pace";

class Preference {
  pace = $state<Pace>(recall<Pace>(KEY) ?? STANDARD);

  choose(next: Pace): void {
    this.pace = next;
    if (next === STANDARD) forget(KEY);
    else remember(KEY, next);
  }
}

/** The choice on this device. */
export const preference = new Preference();

/** Words of a draft: settled ones, and behind them those that may change. */
export interface Shown {
  readonly settled: string;
  readonly pale: string;
}

const nothing: Shown = { settled: "", pale: "" };

/** What a reader with this pace sees of it; where nothing is sure enough for a calm one, that somebody writes. */
export function shownOf({ settled, open, guess }: Drafting, pace: Pace): Shown {
  if (pace === "quick") return { settled, pale: guess };
  return { settled, pale: settled || open ? open : "…" };
}

/** Milliseconds for which a guess stands. */
export const RENEWED = 1000;

/** Shows a guess at most once a second; words that settle as they were guessed do so at once. */
export class Renewal {
  shown = $state.raw(nothing);
  /** What the last renewal replaced. */
  before = $state.raw(nothing);
  #newest = nothing;
  #renewed = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  take(newest: Shown): void {
    this.#newest = newest;
    const wait = this.#renewed + RENEWED - Date.now();
    if (wait <= 0) this.#renew();
    else {
      this.#timer ??= setTimeout(() => this.#renew(), wait);
      this.#settle();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #renew(): void {
    this.stop();
    const { settled, pale } = this.#newest;
    if (settled === this.shown.settled && pale === this.shown.pale) return;
    this.before = this.shown;
    this.shown = this.#newest;
    this.#renewed = Date.now();
  }

  #settle(): void {
    const { settled, pale } = this.shown;
    const words = this.#newest.settled;
    if (words.startsWith(settled) && (settled + pale).startsWith(words))
      this.shown = { settled: words, pale: (settled + pale).slice(words.length) };
  }
}

/** Where the words begin that are new behind those that settled; whole words, where the script has spaces. */
export function freshFrom(before: Shown, after: Shown): number {
  const [old, now] = [before.settled + before.pale, after.settled + after.pale];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const inside = [old, now].some((text) => /^\S/u.test(text.slice(same)));
  const from = inside ? old.slice(0, same).search(/\S*$/u) : same;
  return Math.max(after.settled.length, from);
}
