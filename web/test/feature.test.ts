// What the seam promises to a feature, shown with one that the page does not have: signs on messages.
import { beforeEach, describe, expect, it } from "vitest";
import type { Feature } from "../src/lib/feature";
import { forget, keys } from "../src/lib/memory";
import { about, type AnyRules, type Entry, keep, newer, type RoomEvent } from "../src/lib/messages/entry";
import type { Outbox } from "../src/lib/outbox";
import type { Member } from "../src/lib/protocol";
import { type Reader, Room } from "../src/lib/room.svelte";
import { Lost } from "../src/lib/socket";
import { change } from "../src/lib/timeline";
import { asEvent, asFact, caughtUp, type Fact, message, ROOM, roomView } from "./house";

type Sign = { message: string; sign: string; of: number; seq: number };
type Signs = Readonly<Record<string, Sign>>;

const signs = {
  key: "signs",
  none: {} as Signs,
  events: {
    signed: {
      message: ({ sign }: { sign: Sign }) => sign.message,
      change: (kept: Signs, { sign }: { sign: Sign }, form: number) =>
        sign.of < form ? kept : { ...kept, [sign.sign]: sign },
    },
  },
  current: (kept: Signs, { changed }: { changed: number }) => keep(kept, ({ of }) => of >= changed),
  later: newer,
};

class Counted {
  told: string[] = [];
}

const counted = (_: Room) => new Counted();

const feature: Feature = {
  rules: signs as unknown as AnyRules,
  room: [counted],
  events: { posted: ({ message }, room) => void room.of(counted).told.push(message.id) },
  interrupted: (room, offline) => void room.of(counted).told.push(offline ? "offline" : "missed"),
  said: (room) => void room.of(counted).told.push("said"),
  title: ({ welcome }) => (welcome ? "Hello" : undefined),
};

const me: Member = {
  id: "ana",
  name: "Ana",
  language: "pt",
  understands: [],
  owner: false,
  kind: "person",
  picture: null,
};
const view = roomView([me]);
const reader: Reader = {
  me,
  outbox: { all: [], keep: () => {}, send: async () => {} } as unknown as Outbox,
  features: [feature],
  hears: [],
  send: () => Promise.reject(new Lost()),
  sendSound: () => {},
};

const posted = (id: number, seq: number): Fact => ({ type: "posted", seq, message: message(id, seq) });
const signed = (seq: number, sign: string, of = 1) =>
  ({ type: "signed", room: ROOM, seq, sign: { message: "m0", sign, of, seq } }) as unknown as RoomEvent;

let room: Room;
const kept = () => Object.keys(about(room.timeline.entries.get("m0") as Entry, signs as never));

beforeEach(() => {
  for (const key of keys("")) forget(key);
  room = new Room(view, reader);
});

describe("what a feature keeps about a message", () => {
  it("comes live, from what was missed and from history in one way, and counts as seen", () => {
    room.hear({ ...caughtUp([posted(0, 1)], null), facts: [asFact(posted(0, 1)), signed(2, "a") as never] });
    room.hear(signed(3, "b"));
    expect(kept()).toEqual(["a", "b"]);
    expect(room.timeline.seen).toBe(3);
  });

  it("may come before its message", () => {
    room.hear(signed(2, "a"));
    room.hear(caughtUp([posted(0, 1)], 1));
    room.hear(asEvent(posted(0, 1)));
    expect(kept()).toEqual(["a"]);
  });

  it("goes by its own rule when the message gets a new form, and does not come back", () => {
    room.hear(caughtUp([posted(0, 1)], null));
    room.hear(signed(2, "a"));
    room.hear(asEvent({ type: "edited", seq: 3, message: message(0, 1, { changed: 3 }) }));
    room.hear(signed(4, "b"));
    expect(kept()).toEqual([]);
  });

  it("gives way to a fresh page, except for what came after it", () => {
    room.hear(caughtUp([posted(0, 1)], null));
    room.hear(signed(2, "a"));
    room.hear(signed(9, "b"));
    room.hear({ ...caughtUp([posted(0, 1)], null), seq: 5 });
    expect(kept()).toEqual(["b"]);
  });

  it("can be changed before the server tells of it", () => {
    room.hear(caughtUp([posted(0, 1)], null));
    room.timeline = change(room.timeline, "m0", signs as never, () => ({ c: {} }) as never);
    expect(kept()).toEqual(["c"]);
  });
});

describe("what a feature hears", () => {
  it("is every message that comes live, once, and no history", () => {
    room.hear(caughtUp([posted(0, 1)], null));
    for (let time = 0; time < 2; time++) room.hear(asEvent(posted(1, 2)));
    expect(room.of(counted).told).toEqual(["m1"]);
  });

  it("is what becomes of the connection, and that something was written", () => {
    room.interrupt(true);
    room.interrupt(false);
    room.post("Bom dia");
    expect(room.of(counted).told).toEqual(["offline", "missed", "said"]);
  });
});

it("a part that no feature of the list keeps is an error", () => {
  expect(() => room.of(() => 1)).toThrow("No feature");
});

it("a feature names a room whose title is not shown", () => {
  expect(room.name).toBe("Garden");
  expect(new Room({ ...view, welcome: true }, reader).name).toBe("Hello");
});
