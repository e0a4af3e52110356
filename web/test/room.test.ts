// One room as its reader sees it: what is said stays one line, and what is new is counted.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { feature as drafts } from "../src/features/drafts";
import { feature as privateRooms } from "../src/features/private_rooms";
import { forget, keys } from "../src/lib/memory";
import { Outbox } from "../src/lib/outbox";
import type { Done, Member, RoomView } from "../src/lib/protocol";
import { type Reader, Room } from "../src/lib/room.svelte";
import { Lost } from "../src/lib/socket";
import { type Fact, asEvent, caughtUp, drafting, message, ROOM, roomView } from "./house";

const me: Member = {
  id: "ana",
  name: "Ana",
  language: "pt",
  understands: [],
  owner: false,
  kind: "person",
  picture: null,
};
const ben: Member = { ...me, id: "ben", name: "Ben", language: "en" };
const view = roomView([me, ben]);

/** The member's way to a server that answers when it is told to. */
class FakeReader implements Reader {
  me = me;
  features = [drafts, privateRooms];
  hears = [];
  sent: { type: string; nonce?: string }[] = [];
  answer: ((done: Done) => void) | undefined;
  room!: Room;
  outbox = new Outbox(
    me.id,
    this,
    (pending) => this.room.queue.kept(pending),
    (pending, done) => this.room.queue.dropped(pending, done, this.room.timeline),
  );

  sendSound() {}

  send: Reader["send"] = (command) => {
    this.sent.push(command);
    if (command.type !== "post") return Promise.reject(new Lost());
    return new Promise((done) => (this.answer = done));
  };
}

const posted = (seq: number, author: string, text = `words ${seq}`): Fact => ({
  type: "posted",
  seq,
  message: message(seq, seq, { author, text, language: author === "ben" ? "en" : "pt" }),
});

let reader: FakeReader;
let room: Room;
const come = (given: Partial<RoomView> = {}) => {
  reader = new FakeReader();
  room = new Room({ ...view, ...given }, reader);
  reader.room = room;
};
const done = async () => {
  const nonce = reader.sent.find(({ type }) => type === "post")!.nonce!;
  reader.answer!({ type: "done", nonce, message: "m1", seq: 1 });
  await new Promise((next) => setTimeout(next));
};
const lines = () =>
  room.rows.map(({ key, pending, entry }) => ({ key, sure: !pending, told: Boolean(entry) }));

beforeEach(() => {
  for (const key of keys("")) forget(key);
  come();
});

describe("what is said", () => {
  beforeEach(() => {
    room.hear(caughtUp([], null));
    room.queue.add({ type: "post", text: "Bom dia" });
  });

  it("is there at once, and stays one line when its confirmation comes first", async () => {
    const { key } = lines()[0]!;
    expect(lines()).toEqual([{ key, sure: false, told: false }]);
    await done();
    expect(lines()).toEqual([{ key, sure: false, told: false }]);
    room.hear(asEvent(posted(1, "ana", "Bom dia")));
    expect(lines()).toEqual([{ key, sure: true, told: true }]);
    expect(room.queue.waiting).toEqual([]);
  });

  it("stays one line when the event comes before its confirmation", async () => {
    const { key } = lines()[0]!;
    room.hear(asEvent(posted(1, "ana", "Bom dia")));
    expect(lines()).toEqual([{ key, sure: true, told: true }]);
    await done();
    expect(lines()).toEqual([{ key, sure: true, told: true }]);
    expect(room.queue.waiting).toEqual([]);
  });

  it("shows what others say between", async () => {
    room.hear(asEvent(posted(1, "ben")));
    expect(lines().map(({ told }) => told)).toEqual([true, false]);
  });
});

describe("what others are writing", () => {
  beforeEach(() => room.hear(caughtUp([], null)));

  it("stands after all that was said, and its message keeps the line", () => {
    room.hear(drafting("ben", "Good"));
    const { key } = lines()[0]!;
    room.hear(asEvent(posted(1, "ana")));
    expect(lines()).toEqual([
      { key: "m1", sure: true, told: true },
      { key, sure: true, told: false },
    ]);
    room.hear(asEvent(posted(2, "ben")));
    room.hear(drafting("ben", ""));
    expect(lines()[1]).toEqual({ key, sure: true, told: true });
    const other = message(2, 2, { author: "ben", text: "other", changed: 3, edited_at: "2026-01-01" });
    room.hear(asEvent({ type: "edited", seq: 3, message: other }));
    expect(room.rows[1]).toMatchObject({ key, draft: undefined });
  });

  it("are not one's own words, and end with the connection", () => {
    room.hear(drafting("ana", "Bom"));
    expect(lines()).toEqual([]);
    room.hear(drafting("ben", "Good"));
    room.interrupt(true);
    expect(lines()).toEqual([]);
  });

  it("end when they leave", () => {
    room.hear(drafting("ben", "Good"));
    room.hear({ type: "presence", room: ROOM, member: ben, here: false });
    expect(lines()).toEqual([]);
  });
});

describe("a private room", () => {
  const named = (members: Member[], given: Partial<RoomView> = {}) => {
    come({ title: "", private: true, members, ...given });
    return room.name;
  };

  it("is called by the others in it, under the names that they have now", () => {
    expect(named([me, ben])).toBe("Ben");
    room.hear({ type: "member_joined", room: ROOM, member: { ...ben, name: "Benjamin" } });
    expect(room.name).toBe("Benjamin");
    const names = named([{ ...ben, id: "zoe", name: "Zoe" }, me, ben]).replace(/[\u2066-\u2069]/g, "");
    expect(names).toBe("Ben, Zoe");
    expect(named([me, ben], { title: "Garden", private: false })).toBe("Garden");
  });
});

describe("what is read afresh", () => {
  it("keeps nothing that the server does not tell again", () => {
    room.hear(caughtUp([posted(1, "ana"), posted(2, "ben")], null));
    room.forget();
    expect(room.timeline.seen).toBeNull();
    room.hear({ ...caughtUp([posted(1, "ana")], null), seq: 2 });
    expect(lines().map(({ key }) => key)).toEqual(["m1"]);
  });
});

describe("what is new", () => {
  it("is what the server counted, until the newest was seen", () => {
    come({ read: 1, last: 4, unread: 2 });
    room.hear(caughtUp([posted(1, "ana"), posted(2, "ben"), posted(3, "ben")], null));
    expect(room.attention.unread).toBe(2);
    expect(room.rows.map(({ fresh }) => fresh)).toEqual([false, true, false]);
    room.attention.seen(3);
    expect(room.attention.unread).toBe(0);
    expect(room.rows.map(({ fresh }) => fresh)).toEqual([false, true, false]);
  });

  it("starts where the reader looked away, and ends when they answer", () => {
    room.hear(caughtUp([posted(1, "ben")], null));
    room.attention.seen(1);
    room.hear(asEvent(posted(2, "ben")));
    room.hear(asEvent(posted(2, "ben")));
    room.hear(asEvent(posted(3, "ben")));
    expect(room.attention.unread).toBe(2);
    expect(room.rows.map(({ fresh }) => fresh)).toEqual([false, true, false]);
    room.attention.answer();
    expect(room.rows.some(({ fresh }) => fresh)).toBe(false);
  });

  it("is said aloud once, in the language of the reader", () => {
    room.hear(caughtUp([], null));
    room.hear(asEvent(posted(1, "ben")));
    expect(room.announcements.told).toEqual([]);
    const translation = {
      room: ROOM,
      message: "m1",
      seq: 2,
      of: 1,
      language: "pt",
      text: "Olá",
      route: [],
      doubts: [],
      corrected_by: null,
      corrected_at: null,
      confirmed_by: null,
      terms: [],
    };
    for (let time = 0; time < 2; time++) room.hear(asEvent({ type: "translated", seq: 2, translation }));
    expect(room.announcements.told).toEqual([{ id: "m1", author: "Ben", text: "Olá", language: "pt" }]);
  });
  it("is said aloud in the original where its language does not come, and waits where it does", () => {
    room.hear(caughtUp([], null));
    room.lack(new Map([["pt", true]]));
    room.hear(asEvent(posted(1, "ben")));
    expect(room.announcements.told).toEqual([]);
    room.lack(new Map([["pt", false]]));
    expect(room.announcements.told).toEqual([{ id: "m1", author: "Ben", text: "words 1", language: "en" }]);
  });
});

describe("who may write", () => {
  const settled = (settings: Partial<RoomView["settings"]>, role: "member" | "steward" = "member") =>
    come({ settings: { ...view.settings, ...settings }, roles: { ana: role } });

  it("is everybody, unless the room is read only or lets others alone", () => {
    expect(room.mayWrite).toBe(true);
    settled({ state: "closed" }, "steward");
    expect(room.mayWrite).toBe(false);
    settled({ writers: "steward" });
    expect(room.mayWrite).toBe(false);
    settled({ writers: "steward" }, "steward");
    expect(room.mayWrite).toBe(true);
  });

  it("waits between two messages of a slow room, from what is on its way on", () => {
    settled({ slow: 60 });
    room.hear(caughtUp([], null));
    expect(room.writesAt).toBeLessThan(Date.now());
    room.queue.add({ type: "post", text: "Bom dia" });
    expect(room.writesAt).toBeGreaterThan(Date.now() + 50_000);
    settled({ slow: 60 }, "steward");
    room.queue.add({ type: "post", text: "Bom dia" });
    expect(room.writesAt).toBe(0);
  });

  it("is not who is muted, until then", () => {
    vi.useFakeTimers();
    come({ muted_for: 60 });
    expect([room.muted, room.mutedUntil]).toEqual([true, Date.now() + 60_000]);
    vi.advanceTimersByTime(60_000);
    expect(room.muted).toBe(false);
    come({ muted_for: 60 });
    room.meet({ ...view, muted_for: null });
    expect(room.muted).toBe(false);
    come({ muted_for: 60, roles: { ana: "host" } });
    expect(room.muted).toBe(false);
    vi.useRealTimers();
  });

  it("changes as soon as it is told", () => {
    room.hear({
      type: "room_changed",
      room: "house",
      title: "Garden",
      settings: { ...view.settings, state: "archived" },
    });
    expect([room.title, room.archived, room.mayWrite]).toEqual(["Garden", true, false]);
  });
});
