// What becomes of reactions: live, from history, through resume, with the message.
import { expect, it } from "vitest";
import type { Reacted } from "../../../src/lib/protocol";
import { marks, reactions } from "../../../src/features/reactions/reactions";
import type { AnyRules, RoomEvent, Told } from "../../../src/lib/messages/entry";
import { apply, begin, type Timeline } from "../../../src/lib/timeline";
import { asEvent, asFact, caughtUp, message, ROOM } from "../../house";

const POSTED = { type: "posted", seq: 1, message: message(0, 1) } as const;

const reacted = (seq: number, member: string, sign: string, given = true): Reacted => ({
  type: "reacted",
  room: ROOM,
  seq,
  message: "m0",
  author: "ana",
  member,
  sign,
  given,
});

const empty = begin([reactions as AnyRules]);
const tell = (...events: readonly RoomEvent[]): Timeline => events.reduce(apply, start);
const start = apply(empty, caughtUp([POSTED], null));
const shown = (timeline: Timeline) =>
  marks(timeline.entries.get("m0") as Told).map(({ sign, members }) => `${sign} ${members.join("+")}`);

it("are counted by emoji, in the order in which these first came", () => {
  const timeline = tell(reacted(2, "ada", "👍"), reacted(3, "rui", "🎉"), reacted(4, "rui", "👍"));
  expect(shown(timeline)).toEqual(["👍 ada+rui", "🎉 rui"]);
});

it("keep their place when one is taken away and given again", () => {
  const before = [reacted(2, "ada", "👍"), reacted(3, "rui", "🎉")];
  const taken = tell(...before, reacted(4, "ada", "👍", false));
  expect(shown(taken)).toEqual(["👍 ", "🎉 rui"]);
  expect(shown(apply(taken, reacted(5, "ada", "👍")))).toEqual(["👍 ada", "🎉 rui"]);
});

it("do not come back with an older fact that comes late", () => {
  expect(shown(tell(reacted(3, "ada", "👍", false), reacted(2, "ada", "👍")))).toEqual(["👍 "]);
});

it("may come before their message", () => {
  const early = apply(empty, reacted(2, "ada", "👍"));
  expect(shown(apply(early, caughtUp([POSTED], 1)))).toEqual(["👍 ada"]);
});

it("come with a page of history and with what was missed in the same way", () => {
  const page = { ...caughtUp([POSTED], null), seq: 2, facts: [asFact(POSTED), reacted(2, "ada", "👍")] };
  const missed = { ...caughtUp([POSTED], 2), seq: 3, facts: [reacted(3, "ada", "👍", false)] };
  const there = apply(empty, page);
  expect(shown(there)).toEqual(["👍 ada"]);
  expect(shown(apply(there, missed))).toEqual(["👍 "]);
});

it("give way to a fresh page, except for what came after it", () => {
  const before = tell(reacted(2, "ada", "👍"), reacted(9, "rui", "🎉"));
  expect(shown(apply(before, { ...caughtUp([POSTED], null), seq: 5 }))).toEqual(["🎉 rui"]);
});

it("stay when the message gets other words, and go when it is removed", () => {
  const before = tell(reacted(2, "ada", "👍"));
  const edited = message(0, 1, { changed: 3, text: "other words" });
  const kept = apply(before, asEvent({ type: "edited", seq: 3, message: edited }));
  expect(shown(kept)).toEqual(["👍 ada"]);
  const removed = message(0, 1, { changed: 4, text: "", removed_at: "2026-01-01T00:00:00Z" });
  expect(shown(apply(kept, asEvent({ type: "removed", seq: 4, message: removed })))).toEqual([]);
});
