// What the page knows of one room, and how each event changes it. Pure: the same events give the same timeline.
import {
  type Entry,
  keep,
  type Told,
  unknown,
  withFailure,
  withMessage,
  withQuestion,
  withTranslation,
} from "./entry";
import type {
  Asked,
  CaughtUp,
  Edited,
  PageView,
  Posted,
  Removed,
  Translated,
  Untranslated,
} from "./protocol";

export interface Timeline {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Messages from this number on are here without a hole. */
  readonly from: number;
  readonly earlier: boolean;
  /** The highest number that counts as seen: what `resume` starts from. Null before anything was told. */
  readonly seen: number | null;
  /** The highest number heard on this connection before `caught_up`; it counts only once that has come. */
  readonly ahead: number;
  readonly live: boolean;
}

export type RoomEvent = CaughtUp | Posted | Translated | Untranslated | Edited | Removed | Asked;

export const empty: Timeline = {
  entries: new Map(),
  from: Number.POSITIVE_INFINITY,
  earlier: false,
  seen: null,
  ahead: 0,
  live: false,
};

export function apply(timeline: Timeline, event: RoomEvent): Timeline {
  switch (event.type) {
    case "caught_up":
      return catchUp(event.fresh ? later(timeline, event.seq) : timeline, event);
    case "posted":
    case "edited":
    case "removed":
      return hear(
        put(timeline, event.message.id, (entry) => withMessage(entry, event.message)),
        event.seq,
      );
    case "translated": {
      const { translation } = event;
      return hear(
        put(timeline, translation.message, (entry) => withTranslation(entry, translation)),
        event.seq,
      );
    }
    case "asked": {
      const { question } = event;
      return hear(
        put(timeline, question.message, (entry) => withQuestion(entry, question)),
        event.seq,
      );
    }
    case "untranslated":
      return put(timeline, event.message, (entry) => withFailure(entry, event));
    default: // The protocol grows by adding.
      return timeline;
  }
}

/** Adds a page of history that was asked for as what comes before `before`; one that no longer fits is dropped. */
export function prepend(timeline: Timeline, before: number, page: PageView): Timeline {
  if (before !== timeline.from) return timeline;
  return { ...add(timeline, page), from: start(page), earlier: page.earlier };
}

/** The connection is gone, or something was missed: nothing counts until the next `caught_up`. */
export function interrupt(timeline: Timeline): Timeline {
  return { ...timeline, live: false, ahead: 0 };
}

/** Somebody asked to try again: what failed is on its way once more. */
export function retry(timeline: Timeline, id: string, language: string): Timeline {
  return put(timeline, id, (entry) => ({
    ...entry,
    failures: keep(entry.failures, (each) => each.language !== language),
  }));
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

function catchUp(timeline: Timeline, { page, seq, fresh }: CaughtUp): Timeline {
  const seen = Math.max(seq, timeline.ahead, fresh ? 0 : (timeline.seen ?? 0));
  const reach = fresh ? { from: start(page), earlier: page.earlier } : {};
  return { ...add(timeline, page), ...reach, seen, ahead: 0, live: true };
}

function start(page: PageView): number {
  return page.earlier ? (page.messages[0]?.seq ?? 0) : 0;
}

function hear(timeline: Timeline, seq: number): Timeline {
  return timeline.live
    ? { ...timeline, seen: Math.max(timeline.seen ?? 0, seq) }
    : { ...timeline, ahead: Math.max(timeline.ahead, seq) };
}

/** Forgets all but what is newer than `seq`: a fresh page says the rest. */
function later(timeline: Timeline, seq: number): Timeline {
  const entries = new Map<string, Entry>();
  for (const [id, entry] of timeline.entries) {
    const message = entry.message && entry.message.changed > seq ? entry.message : undefined;
    const translations = keep(entry.translations, (each) => each.seq > seq);
    const questions = keep(entry.questions, (each) => each.seq > seq);
    if (message || Object.keys({ ...translations, ...questions }).length > 0)
      entries.set(id, { message, translations, failures: {}, questions });
  }
  return { ...timeline, entries };
}

function add(timeline: Timeline, page: PageView): Timeline {
  const entries = new Map(timeline.entries);
  const change = (id: string, next: (entry: Entry) => Entry) =>
    entries.set(id, next(entries.get(id) ?? unknown));
  for (const message of page.messages) change(message.id, (entry) => withMessage(entry, message));
  for (const each of page.translations) change(each.message, (entry) => withTranslation(entry, each));
  for (const each of page.questions) change(each.message, (entry) => withQuestion(entry, each));
  return { ...timeline, entries };
}

function put(timeline: Timeline, id: string, change: (entry: Entry) => Entry): Timeline {
  const before = timeline.entries.get(id) ?? unknown;
  const after = change(before);
  return after === before ? timeline : { ...timeline, entries: new Map(timeline.entries).set(id, after) };
}
