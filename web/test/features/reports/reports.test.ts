// What a reader is told of their report: the newest, whatever comes first; it stays with other words.
import { expect, it } from "vitest";
import type { Reported } from "../../../src/lib/protocol";
import { reports } from "../../../src/features/reports/reports";
import { about, type AnyRules, type Told } from "../../../src/lib/messages/entry";
import { apply, begin } from "../../../src/lib/timeline";
import { asEvent, caughtUp, message, ROOM } from "../../house";

const posted = { type: "posted", seq: 1, message: message(0, 1) } as const;
const edited = { type: "edited", seq: 4, message: message(0, 1, { changed: 4, text: "other" }) } as const;

const reported = (seq: number, answer: Reported["answer"]): Reported => ({
  type: "reported",
  room: ROOM,
  seq,
  message: "m0",
  member: "ana",
  answer,
});

it("is the newest answer, also when an older one comes late, and through an edit", () => {
  const start = apply(begin([reports as AnyRules]), caughtUp([posted], null));
  const events = [reported(3, "engine"), reported(2, null), asEvent(edited)];
  const entry = events.reduce(apply, start).entries.get("m0") as Told;
  expect(entry.message.text).toBe("other");
  expect(about(entry, reports)?.answer).toBe("engine");
});
