// The messages of one room, and how each event changes them. Pure: the same events give the same timeline.
import {
  type AnyRules,
  type Entry,
  form,
  later,
  type RoomEvent,
  type Rules,
  type Told,
  unknown,
  withAbout,
  withMessage,
} from "./messages/entry";
import type { CaughtUp, Page } from "./protocol";
import { translations } from "./messages/translations";

export interface Timeline {
  readonly entries: ReadonlyMap<string, Entry>;
  /** All messages from this number on are here. */
  readonly from: number;
  readonly earlier: boolean;
  /** The highest number that counts as seen: what `resume` starts from. Null before anything was told. */
  readonly seen: number | null;
  /** The highest number heard on this connection before `caught_up`; it counts only once that has come. */
  readonly ahead: number;
  readonly live: boolean;
  /** What is kept about messages, besides the messages themselves. */
  readonly rules: readonly AnyRules[];
}

/** A timeline of which nothing was told yet, with the rules of the features. */
export const begin = (rules: readonly AnyRules[]): Timeline => ({
  entries: new Map(),
  from: Number.POSITIVE_INFINITY,
  earlier: false,
  seen: null,
  ahead: 0,
  live: false,
  rules: [translations, ...rules],
});

export const empty: Timeline = begin([]);

export function apply(timeline: Timeline, event: RoomEvent): Timeline {
  if (event.type === "caught_up")
    return catchUp(event.fresh ? renewed(timeline, event.seq) : timeline, event);
  const next = tell(timeline, [event]);
  // What has a number is a fact; events that this page does not know may be facts, too.
  return "seq" in event ? count(next, event.seq) : next;
}

/** Adds a page of history that was asked for as what comes before `before`; one that no longer fits is dropped. */
export function prepend(timeline: Timeline, before: number, page: Page): Timeline {
  return before === timeline.from ? { ...tell(timeline, page.facts), ...reach(page) } : timeline;
}

/** The connection is gone, or something was missed: nothing counts until the next `caught_up`. */
export function interrupt(timeline: Timeline): Timeline {
  return { ...timeline, live: false, ahead: 0 };
}

/** Changes what is kept about one message before the server has told of it. */
export function change<S>(timeline: Timeline, id: string, rules: Rules<S>, next: (kept: S) => S): Timeline {
  return put(timeline, [[id, (entry) => withAbout(entry, rules, next)]]);
}

/** The messages to show, oldest first. */
export function told(timeline: Timeline): Told[] {
  const shown: Told[] = [];
  for (const entry of timeline.entries.values()) if (isTold(entry, timeline.from)) shown.push(entry);
  return shown.sort((a, b) => a.message.seq - b.message.seq);
}

function isTold(entry: Entry, from: number): entry is Told {
  return entry.message !== undefined && entry.message.seq >= from;
}

function catchUp(timeline: Timeline, event: CaughtUp): Timeline {
  const { facts, seq, fresh } = event;
  const seen = Math.max(seq, timeline.ahead, fresh ? 0 : (timeline.seen ?? 0));
  return { ...tell(timeline, facts), ...(fresh ? reach(event) : {}), seen, ahead: 0, live: true };
}

/** From which number on all messages are here, when this is the oldest page. */
function reach({ facts, earlier }: Page): Pick<Timeline, "from" | "earlier"> {
  const oldest = facts.find((fact) => fact.type === "posted");
  return { from: earlier ? (oldest?.message.seq ?? 0) : 0, earlier };
}

function count(timeline: Timeline, seq: number): Timeline {
  return timeline.live
    ? { ...timeline, seen: Math.max(timeline.seen ?? 0, seq) }
    : { ...timeline, ahead: Math.max(timeline.ahead, seq) };
}

/** Forgets all but what is newer than `seq`: a fresh page says the rest. */
function renewed(timeline: Timeline, seq: number): Timeline {
  const entries = new Map<string, Entry>();
  for (const [id, entry] of timeline.entries) {
    const left = later(entry, seq, timeline.rules);
    if (left) entries.set(id, left);
  }
  return { ...timeline, entries };
}

type Change = readonly [message: string, next: (entry: Entry) => Entry];

/** The only way in which facts change entries: live, missed, or from history. */
function tell(timeline: Timeline, events: readonly RoomEvent[]): Timeline {
  return put(
    timeline,
    events.flatMap((event) => changes(event, timeline.rules)),
  );
}

function changes(event: RoomEvent, rules: readonly AnyRules[]): Change[] {
  switch (event.type) {
    case "posted":
    case "edited":
    case "removed": {
      const { message } = event;
      return [[message.id, (entry) => withMessage(entry, message, rules)]];
    }
    default:
      return rules.flatMap((each) => reduction(event, each));
  }
}

function reduction<S>(event: RoomEvent, rules: Rules<S>): Change[] {
  const reducer = rules.events[event.type];
  if (!reducer) return [];
  const { message, change } = reducer as {
    message(of: RoomEvent): string;
    change(kept: S, by: RoomEvent, form: number): S;
  };
  return [[message(event), (entry) => withAbout(entry, rules, (kept) => change(kept, event, form(entry)))]];
}

function put(timeline: Timeline, all: readonly Change[]): Timeline {
  let entries: Map<string, Entry> | undefined;
  for (const [id, next] of all) {
    const before = (entries ?? timeline.entries).get(id) ?? unknown;
    const after = next(before);
    if (after !== before) (entries ??= new Map(timeline.entries)).set(id, after);
  }
  return entries ? { ...timeline, entries } : timeline;
}
