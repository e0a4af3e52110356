// Voices as they come over the wire, and when each piece of them is heard.
import { describe, expect, it } from "vitest";
import { CUSHION, LATEST, place, unpack } from "../../../src/features/voice/listening/sound";

const PIECE = 0.1;

/** When pieces that come at these times are played. */
function played(arrivals: number[]): (number | undefined)[] {
  let end = 0;
  return arrivals.map((now) => {
    const start = place(end, now);
    if (start !== undefined) end = start + PIECE;
    return start;
  });
}

const steady = (many: number, from = 1) => Array.from({ length: many }, (_, index) => from + index * PIECE);

describe("a piece", () => {
  it("says of which room and speaker it is", () => {
    const head = Array.from({ length: 32 }, (_, index) => index * 8);
    const data = Uint8Array.from([...head, 1, 0, 0xff, 0xff]).buffer;
    expect(unpack(data)).toEqual({
      room: "00081018-2028-3038-4048-505860687078",
      speaker: "80889098-a0a8-b0b8-c0c8-d0d8e0e8f0f8",
      samples: Int16Array.of(1, -1),
    });
  });
});

describe("a voice", () => {
  it("plays without a gap, though it comes unevenly", () => {
    const uneven = steady(50).map((time, index) => time + (index % 5 === 0 ? 0.19 : 0));
    const starts = played(uneven);
    starts.slice(1).forEach((start, index) => expect(start! - starts[index]!).toBeCloseTo(PIECE));
  });

  it("begins anew, with a cushion, after a pause that was longer than that", () => {
    const [first, second] = played([1, 3]);
    expect([first, second]).toEqual([1 + CUSHION, 3 + CUSHION]);
  });

  it("is never later than it may be: what comes all at once is left out", () => {
    const late = [...steady(10), ...Array<number>(50).fill(5), ...steady(20, 5.1)];
    const starts = played(late);
    expect(starts).toContain(undefined);
    starts.forEach((start, index) => expect((start ?? 0) - late[index]!).toBeLessThanOrEqual(LATEST));
    expect(starts.at(-1)).toBeDefined();
  });
});
