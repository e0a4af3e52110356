// The drafts of others, and which message replaces which draft. Pure.
import type { Drafting, Member, Message, Posted } from "../protocol";
import { reads } from "../messages/reading";

/** What one member is writing: in their own words, and in the reader's language once something of it has come. */
export interface Forming {
  /** The line keeps it when the words are sent. */
  readonly key: string;
  readonly at: number;
  readonly author: string;
  readonly original: Drafting;
  readonly arrived?: Drafting;
}

export interface Drafts {
  /** By their writers, in the order in which they began. */
  readonly open: ReadonlyMap<string, Forming>;
  /** Those that were sent, by the message. */
  readonly sent: ReadonlyMap<string, Forming>;
  readonly begun: number;
}

export const none: Drafts = { open: new Map(), sent: new Map(), begun: 0 };

/** `at` is now: a line stands where it began. */
export function apply(drafts: Drafts, event: Drafting | Posted, at: number): Drafts {
  return event.type === "posted" ? send(drafts, event.message) : show(drafts, event, at);
}

/** The connection is gone: what was being written may have ended since. */
export function interrupt(drafts: Drafts): Drafts {
  return drafts.open.size > 0 ? { ...drafts, open: new Map() } : drafts;
}

/** Who left writes nothing more. */
export function left(drafts: Drafts, author: string): Drafts {
  return drafts.open.has(author) ? { ...drafts, open: without(drafts.open, author) } : drafts;
}

/** What the reader reads of it; never the original again once words in their language have come. */
export function words({ original, arrived }: Forming, me: Member): Drafting {
  return arrived && !reads(me, original.source) ? arrived : original;
}

function show(drafts: Drafts, event: Drafting, at: number): Drafts {
  const { author, source, language, settled, open: unsettled, guess } = event;
  if (!settled && !unsettled && !guess) return { ...drafts, open: without(drafts.open, author) };
  const known = drafts.open.get(author);
  const line = known ?? { key: `draft-${drafts.begun}`, at, author, original: event };
  const changed = language === source ? { ...line, original: event } : { ...line, arrived: event };
  const open = new Map(drafts.open).set(author, changed);
  return { ...drafts, open, begun: known ? drafts.begun : drafts.begun + 1 };
}

function send(drafts: Drafts, { id, author, spoken }: Message): Drafts {
  const line = drafts.open.get(author);
  if (line?.original.spoken !== spoken) return drafts;
  return { ...drafts, open: without(drafts.open, author), sent: new Map(drafts.sent).set(id, line) };
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const left = new Map(map);
  left.delete(key);
  return left;
}
