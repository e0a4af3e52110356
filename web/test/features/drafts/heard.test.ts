// What screen readers hear of drafts: finished sentences, once, and what is left with the message.
import { beforeEach, describe, expect, it } from "vitest";
import { finished } from "../../../src/lib/drafts/finished";
import { apply, type Drafts, none } from "../../../src/lib/drafts/forming";
import { Announcements } from "../../../src/lib/messages/announcements.svelte";
import type { Told } from "../../../src/lib/messages/entry";
import type { Drafting, Member } from "../../../src/lib/protocol";
import { drafting, message, ROOM } from "../../house";

const member = (id: string, language: string): Member => ({
  id,
  name: id,
  language,
  understands: [],
  owner: false,
  kind: "person",
  picture: null,
});
const me = member("rui", "pt");
const members = new Map([me, member("ada", "en")].map((each) => [each.id, each]));

let room: {
  entries: Told[];
  drafts: Drafts;
  members: typeof members;
  reader: { me: Member };
  lacking: Map<string, boolean>;
};
let announcements: Announcements;

const write = (settled: string, more: Partial<Drafting> = {}): void => {
  const event = drafting("ada", settled, { language: "pt", ...more });
  room.drafts = apply(room.drafts, event, 0);
  announcements.follow();
};

const send = (text: string): void => {
  const sent = message(1, 1, { author: "ada", text, language: "pt" });
  room.drafts = apply(room.drafts, { type: "posted", room: ROOM, seq: 1, message: sent }, 0);
  room.entries = [{ message: sent, kept: new Map() } as unknown as Told];
  announcements.add("m1");
  announcements.go();
};

const heard = (): string[] => announcements.heard.map(({ text }) => text);

beforeEach(() => {
  room = { entries: [], drafts: none, members, reader: { me }, lacking: new Map() };
  announcements = new Announcements(room);
});

it.each([
  ["Bom dia.", "", ""],
  ["Bom dia.", " A casa", "Bom dia."],
  ["Bom dia. A casa", "", "Bom dia."],
  ["Bom dia. A casa é azul.", " E", "Bom dia. A casa é azul."],
  ["Bom", " dia. A casa", ""],
  ["", "Bom dia. A casa", ""],
])("a sentence is finished when another one follows it: %j %j", (settled, guess, expected) => {
  expect(finished(drafting("ada", settled, { language: "pt", guess }))).toBe(expected);
});

describe("a draft", () => {
  it("is heard by its finished sentences, and never by a guess", () => {
    write("Bom", { open: " dia", guess: " dia a todos" });
    write("Bom dia.", { open: " A casa", guess: " A casa é azul. E" });
    write("Bom dia. A casa", { guess: " é azul. E" });
    write("Bom dia. A casa é azul.", { guess: " E" });
    expect(heard()).toEqual(["Bom dia.", "A casa é azul."]);
  });

  it("is not heard again with its message, which says what is left", () => {
    write("Bom dia. A casa", {});
    send("Bom dia. A casa é azul.");
    expect(heard()).toEqual(["Bom dia.", "A casa é azul."]);
    expect(announcements.told.map(({ text }) => text)).toEqual(["Bom dia. A casa é azul."]);
  });

  it("is heard as a whole with its message where a sentence was changed after it was heard", () => {
    write("Bom dia. A casa", {});
    write("Boa noite. A casa é azul. E", {});
    send("Boa noite. A casa é azul. E mais.");
    expect(heard()).toEqual(["Bom dia.", "Boa noite. A casa é azul. E mais."]);
  });

  it("is not heard in a language that the reader does not read", () => {
    write("Good morning. The house", { language: "en" });
    expect(heard()).toEqual([]);
  });

  it("of one's own is not heard", () => {
    room.drafts = apply(none, drafting("rui", "Bom dia. A casa", { source: "pt", language: "pt" }), 0);
    announcements.follow();
    expect(heard()).toEqual([]);
  });
});
