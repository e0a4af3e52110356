// Showing others what one writes: one draft under way, the newest next.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Done, Refused } from "../../../src/lib/protocol";
import { FEW, preference } from "../../../src/features/drafts/preference.svelte";
import { Sharing } from "../../../src/lib/drafts/sharing";
import { type Line, Lost, NotDone } from "../../../src/lib/socket";

/** A server that answers when it is told to. */
class SlowLine implements Line {
  told: string[] = [];
  #answers: { done: (done: Done) => void; fail: (error: Error) => void }[] = [];

  send: Line["send"] = (command) => {
    if (command.type === "draft") this.told.push(command.text);
    return new Promise((done, fail) => this.#answers.push({ done, fail }));
  };

  async answer(error?: Error): Promise<void> {
    const { done, fail } = this.#answers.shift()!;
    if (error) fail(error);
    else done({ type: "done", nonce: "n", message: null, seq: null });
    await vi.advanceTimersByTimeAsync(0);
  }
}

const refused = (code: string, retry_after: number | null = null): NotDone =>
  new NotDone({ type: "refused", nonce: "n", code, sentence: "", retry_after } satisfies Refused);

let line: SlowLine;
let sharing: Sharing;

beforeEach(() => {
  vi.useFakeTimers();
  line = new SlowLine();
  sharing = new Sharing("room", line);
});

describe("what is written", () => {
  it("goes one after the other, and what was overtaken never goes", async () => {
    for (const text of ["G", "Go", "Goo", "Good"]) sharing.show(text);
    expect(line.told).toEqual(["G"]);
    await line.answer();
    expect(line.told).toEqual(["G", "Good"]);
    sharing.show("");
    await line.answer();
    expect(line.told).toEqual(["G", "Good", ""]);
  });

  it("is not taken back when it was sent as a message", async () => {
    sharing.show("Good");
    sharing.show("Good day");
    sharing.said();
    sharing.show("");
    await line.answer();
    expect(line.told).toEqual(["Good"]);
  });

  it("is let go where the connection is, and the next words go again", async () => {
    sharing.show("Good");
    await line.answer(new Lost());
    expect(line.told).toEqual(["Good"]);
    sharing.show("Good day");
    expect(line.told).toEqual(["Good", "Good day"]);
  });

  it("waits where it was too much, and is let go where it cannot be shown", async () => {
    sharing.show("Good");
    await line.answer(refused("too_many", 2));
    sharing.show("Good day");
    await vi.advanceTimersByTimeAsync(1900);
    expect(line.told).toEqual(["Good"]);
    await vi.advanceTimersByTimeAsync(200);
    expect(line.told).toEqual(["Good", "Good day"]);
    await line.answer(refused("too_long"));
    expect(line.told).toEqual(["Good", "Good day"]);
  });
});

it("is seen in small rooms, until somebody chooses", () => {
  expect([preference.on(FEW), preference.on(FEW + 1)]).toEqual([true, false]);
  preference.choose("always");
  expect(preference.on(FEW + 1)).toBe(true);
  preference.choose("never");
  expect(preference.on(2)).toBe(false);
  preference.choose("auto");
  expect(preference.on(2)).toBe(true);
});
