// What others are writing: one line a writer, which their message takes over.
import { describe, expect, it } from "vitest";
import { apply, type Drafts, interrupt, none, words } from "../../../src/lib/drafts/forming";
import type { Drafting, Member, Posted } from "../../../src/lib/protocol";
import { drafting, message, ROOM } from "../../house";

const rui: Member = {
  id: "rui",
  name: "Rui",
  language: "pt",
  understands: [],
  owner: false,
  kind: "person",
  picture: null,
};

const posted = (id: number, author: string, more = {}): Posted => ({
  type: "posted",
  room: ROOM,
  seq: id,
  message: message(id, id, { author, ...more }),
});

const after = (...events: (Drafting | Posted)[]): Drafts =>
  events.reduce((drafts, event, at) => apply(drafts, event, at), none);
const read = (drafts: Drafts, me = rui) =>
  [...drafts.open.values()].map((line) => [line.author, words(line, me).settled]);

describe("what is being written", () => {
  it("stands in the order in which its writers began, each at its newest", () => {
    const drafts = after(drafting("ada", "one"), drafting("ben", "two"), drafting("ada", "one more"));
    expect(read(drafts)).toEqual([
      ["ada", "one more"],
      ["ben", "two"],
    ]);
    expect([...drafts.open.values()].map(({ at }) => at)).toEqual([0, 1]);
  });

  it("is read in the original until something arrives in the reader's language, and never again after that", () => {
    const arrived = drafting("ada", "bom", { language: "pt" });
    expect(read(after(drafting("ada", "good")))).toEqual([["ada", "good"]]);
    expect(read(after(drafting("ada", "good"), arrived, drafting("ada", "good mor")))).toEqual([
      ["ada", "bom"],
    ]);
    const german = drafting("ada", "gut", { source: "de", language: "de" });
    expect(read(after(drafting("ada", "good"), arrived, german))).toEqual([["ada", "bom"]]);
  });

  it("is read in the original by who understands it", () => {
    const drafts = after(drafting("ada", "good"), drafting("ada", "bom", { language: "pt" }));
    expect(read(drafts, { ...rui, understands: ["en"] })).toEqual([["ada", "good"]]);
  });

  it("is gone when it is taken back, and when the connection is", () => {
    expect(read(after(drafting("ada", "one"), drafting("ben", "two"), drafting("ada", "")))).toEqual([
      ["ben", "two"],
    ]);
    expect(read(interrupt(after(drafting("ada", "one"))))).toEqual([]);
  });

  it("becomes the message of its writer, which keeps the line; the next draft is another line", () => {
    const before = after(drafting("ada", "one"), drafting("ben", "two"));
    const sent = apply(before, posted(1, "ada"), 9);
    expect(read(sent)).toEqual([["ben", "two"]]);
    expect(sent.sent.get("m1")).toBe(before.open.get("ada"));
    const next = apply(sent, drafting("ada", "three"), 10);
    expect(next.open.get("ada")?.key).not.toBe(sent.sent.get("m1")?.key);
  });

  it("stays when its writer says something aloud meanwhile", () => {
    expect(read(after(drafting("ada", "one"), posted(1, "ada", { spoken: true })))).toEqual([["ada", "one"]]);
  });
});
