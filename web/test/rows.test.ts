// What stands between the lines of a room: where somebody goes on in the same minute, the time stands under the last.
import { expect, it } from "vitest";
import type { Told } from "../src/lib/messages/entry";
import { rows } from "../src/lib/messages/rows";
import type { Pending } from "../src/lib/outbox";
import { message } from "./house";

const told = (seq: number, sent_at: string, more = {}): Told => ({
  message: message(seq, seq, { author: "ben", sent_at, ...more }),
  about: {},
});
const goesOn = (entries: Told[], queue: Pending[] = []) =>
  rows({ entries, queue, nonces: new Map(), sent: new Map(), me: "ana", boundary: null }).map(
    (row) => row.goesOn,
  );

it("goes on within a minute of the clock", () => {
  expect(
    goesOn([
      told(1, "2026-01-01T12:00:05Z"),
      told(2, "2026-01-01T12:00:59Z"),
      told(3, "2026-01-01T12:01:00Z"),
      told(4, "2026-01-01T12:01:01Z", { author: "eva" }),
    ]),
  ).toEqual([true, false, false, false]);
});

it("shows the time before what was removed, and before what is not sent yet", () => {
  const at = "2026-01-01T12:00:05Z";
  expect(goesOn([told(1, at), told(2, at, { removed_at: at })])).toEqual([false, false]);
  const mine = told(1, at, { author: "ana" });
  const next: Pending = { nonce: "n", at: Date.parse(at), saying: { type: "post", room: "r", text: "more" } };
  expect(goesOn([mine], [next])).toEqual([false, false]);
});
