// The race itself: an old snapshot and what came after it are the same as a fresh snapshot.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Untranslated } from "../src/lib/protocol";
import type { RoomEvent } from "../src/lib/messages/entry";
import { failure, retried, translation, translations } from "../src/lib/messages/translations";
import { apply, change, empty, interrupt, prepend, type Timeline, told } from "../src/lib/timeline";

import { asEvent, asFact, caughtUp, type Fact, history, logs, message, messagesOf, ROOM } from "./house";

const after = (timeline: Timeline, events: readonly RoomEvent[]) => events.reduce(apply, timeline);

/** What a reader of English and Japanese sees. */
const seen = (timeline: Timeline) =>
  told(timeline).map((entry) => ({
    message: entry.message,
    en: translation(entry, "en")?.text,
    ja: translation(entry, "ja")?.text,
  }));

const failed = (of: number): Untranslated => ({
  type: "untranslated",
  room: ROOM,
  author: "ana",
  message: "m0",
  of,
  language: "en",
  code: "no_route",
  sentence: "No.",
});

describe("the timeline", () => {
  it("makes an old snapshot and later events one with a fresh snapshot, in any order and more than once", () => {
    const stories = logs.chain((log) =>
      fc.tuple(
        fc.constant(log),
        fc.nat(log.length),
        fc.shuffledSubarray([...log, ...log], { minLength: 2 * log.length }),
      ),
    );
    fc.assert(
      fc.property(stories, ([log, at, told]) => {
        const old = apply(empty, caughtUp(log.slice(0, at), null));
        const now = after(old, told.map(asEvent));
        expect(seen(now)).toEqual(seen(apply(empty, caughtUp(log, null))));
        expect(now.seen).toBe(log.length);
      }),
    );
  });

  it("loses nothing when the line breaks and some of what followed was told early", () => {
    const stories = logs.chain((log) =>
      fc.tuple(fc.constant(log), fc.nat(log.length), fc.nat(log.length), fc.subarray(log), fc.boolean()),
    );
    fc.assert(
      fc.property(stories, ([log, one, two, early, fresh]) => {
        const [broken, back] = [Math.min(one, two), Math.max(one, two)];
        const before = after(apply(empty, caughtUp([], null)), log.slice(0, broken).map(asEvent));
        const during = after(interrupt(before), early.map(asEvent));
        expect(during.seen).toBe(broken);
        const page = caughtUp(log.slice(0, back), fresh ? null : during.seen);
        const late = log.slice(back).filter((fact) => !early.includes(fact));
        const now = after(during, [page, ...late.map(asEvent)]);
        expect(seen(now)).toEqual(seen(apply(empty, caughtUp(log, null))));
        expect(now.seen).toBe(log.length);
      }),
    );
  });

  it("keeps nothing of what it knew that a fresh page does not say", () => {
    fc.assert(
      fc.property(logs, logs, (one, two) => {
        // The server was restored from a backup: what it says now may have nothing of what was known.
        const [old, now] = one.length < two.length ? [one, two] : [two, one];
        const known = interrupt(after(apply(empty, caughtUp(old, null)), [failed(1)]));
        const page = caughtUp(now, null);
        expect(apply(known, page)).toEqual(apply(empty, page));
      }),
    );
  });

  it("shows no message that stands beyond a hole, and the newest form of it once the hole is filled", () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 5 }), (log, size) => {
        const page = caughtUp(log, null, size);
        const now = after(apply(empty, page), log.map(asEvent));
        expect(told(now).map((entry) => entry.message)).toEqual(messagesOf(page));
        const filled = prepend(now, now.from, history(log, now.from));
        expect(seen(filled)).toEqual(seen(apply(empty, caughtUp(log, null))));
      }),
    );
  });

  it("drops a page of history that no longer fits", () => {
    const now = apply(empty, caughtUp([{ type: "posted", seq: 1, message: message(0, 1) }], null));
    expect(
      prepend(now, 99, {
        facts: [asFact({ type: "posted", seq: 98, message: message(1, 98) })],
        earlier: true,
      }),
    ).toBe(now);
  });

  it("says why a form was not translated, until it is tried again, translated or edited", () => {
    const posted: Fact = { type: "posted", seq: 1, message: message(0, 1) };
    const edited: Fact = { type: "edited", seq: 2, message: message(0, 1, { changed: 2 }) };
    const translated: Fact = {
      type: "translated",
      seq: 3,
      translation: {
        room: ROOM,
        message: "m0",
        seq: 3,
        of: 2,
        language: "en",
        text: "words",
        route: [],
        doubts: [],
        corrected_by: null,
        corrected_at: null,
        confirmed_by: null,
        terms: [],
      },
    };
    const reason = (timeline: Timeline) => failure(told(timeline)[0]!, "en")?.code;
    const one = after(empty, [caughtUp([posted], null), failed(1)]);
    expect(reason(one)).toBe("no_route");
    expect(reason(change(one, "m0", translations, (kept) => retried(kept, "en")))).toBeUndefined();
    const two = apply(one, asEvent(edited));
    expect(reason(two)).toBeUndefined();
    expect(reason(apply(two, failed(1)))).toBeUndefined();
    const three = apply(apply(two, failed(2)), asEvent(translated));
    expect(reason(three)).toBeUndefined();
    expect(reason(apply(three, failed(2)))).toBeUndefined();
  });

  it("passes over events it does not know", () => {
    expect(apply(empty, { type: "sung", room: ROOM } as unknown as RoomEvent)).toBe(empty);
  });
});
