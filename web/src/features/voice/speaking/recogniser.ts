// The interface of a speech recogniser, and which one is used.

/** Recognises one person's speech in one language, from `start` to `stop`. */
export interface Recogniser {
  /** Settles once it listens; rejects with `Deaf`. */
  start(): Promise<void>;
  /** Settles once what was said is posted, or cannot be any more. */
  stop(): Promise<void>;
}

/** Where recognised words go. */
export interface Words {
  /** What may still change; empty takes it back. */
  draft(text: string, language: string): void;
  post(text: string, language: string): void;
}

/** Who is told what a recogniser does. */
export interface Hearer {
  /** How loud it is, from 0 to 1. */
  loud(level: number): void;
  /** It stopped by itself. */
  ended(why: Deaf): void;
}

/** Why nothing is recognised; `code` is that of a sentence in the catalogues. */
export class Deaf extends Error {
  constructor(
    readonly code: string,
    /** Whether another way of recognising may do better. */
    readonly elsewhere = false,
  ) {
    super(code);
  }
}

/** On the device by the browser; by the server; by a service of the browser's maker. */
export type Way = "device" | "server" | "service";

/**
 * The way to take of those there are: what is said stays here where it can, and goes to the maker of the browser only
 * when the speaker agreed: "ask" where that is the only way left. Undefined where there is none.
 */
export function choose(there: ReadonlySet<Way>, agreed: boolean): Way | "ask" | undefined {
  if (there.has("device")) return "device";
  if (there.has("server")) return "server";
  if (there.has("service")) return agreed ? "service" : "ask";
  return undefined;
}
