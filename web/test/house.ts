// A house for the tests: its log of facts, the pages it would send, and random histories of it.
import fc from "fast-check";
import type { RoomEvent } from "../src/lib/messages/entry";
import type { CaughtUp, Drafting, Member, Message, Page, RoomView, Translation } from "../src/lib/protocol";

export const ROOM = "room";

/** The room as a connection begins with it: new, empty, with the settings that a room begins with. */
export const roomView = (members: Member[]): RoomView => ({
  id: ROOM,
  title: "Garden",
  last: 0,
  read: 0,
  unread: 0,
  settings: {
    description: "",
    described_in: null,
    state: "open",
    writers: "member",
    inviters: "host",
    slow: 0,
    quiet: false,
    newcomers: false,
    from_joining: false,
  },
  welcome: false,
  sees_after: 0,
  private: false,
  muted_for: null,
  roles: {},
  members,
  here: [],
});

export type Fact =
  | { type: "posted" | "edited" | "removed"; seq: number; message: Message }
  | { type: "translated"; seq: number; translation: Translation };

export const message = (id: number, seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${id}`,
  room: ROOM,
  seq,
  changed: seq,
  author: "ana",
  language: "pt",
  text: `words ${seq}`,
  sent_at: new Date(seq * 60_000).toISOString(),
  edited_at: null,
  removed_at: null,
  reply_to: null,
  spoken: false,
  ...more,
});

/** Random doings in a room, as the log of facts that a server would keep of them. */
export const logs = fc
  .array(
    fc.record({ what: fc.constantFrom("post", "post", "edit", "remove", "en", "ja"), which: fc.nat(20) }),
  )
  .map((doings) => doings.reduce(record, []));

function record(log: Fact[], { what, which }: { what: string; which: number }): Fact[] {
  const seq = log.length + 1;
  const now = [...newest(log).values()];
  const chosen = now[which % Math.max(1, now.length)];
  if (what === "post") return [...log, { type: "posted", seq, message: message(now.length, seq) }];
  if (!chosen || chosen.removed_at) return log;
  if (what === "edit" || what === "remove") {
    const at = new Date(seq * 60_000).toISOString();
    const change = what === "edit" ? { text: `words ${seq}`, edited_at: at } : { text: "", removed_at: at };
    const type = what === "edit" ? "edited" : "removed";
    return [...log, { type, seq, message: { ...chosen, ...change, changed: seq } }];
  }
  const { id, changed } = chosen;
  const translation = {
    room: ROOM,
    message: id,
    seq,
    of: changed,
    language: what,
    text: `${what} ${seq}`,
    route: [],
    doubts: [],
    corrected_by: null,
    corrected_at: null,
    confirmed_by: null,
    terms: [],
  };
  return [...log, { type: "translated", seq, translation }];
}

export const drafting = (author: string, text: string, more: Partial<Drafting> = {}): Drafting => ({
  type: "drafting",
  room: ROOM,
  author,
  source: "en",
  language: "en",
  settled: text,
  open: "",
  guess: "",
  spoken: false,
  ...more,
});

type AnyFact = Page["facts"][number];

export const asFact = (fact: Fact): AnyFact => ({ room: ROOM, author: "ana", ...fact }) as AnyFact;

export const asEvent: (fact: Fact) => RoomEvent = asFact;

function newest(log: readonly Fact[]): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const fact of log) if (fact.type !== "translated") messages.set(fact.message.id, fact.message);
  return messages;
}

/** The messages of a page, oldest first, as it tells them. */
export const messagesOf = ({ facts }: Page): Message[] =>
  facts.flatMap((fact) => (fact.type === "posted" ? [fact.message] : []));

/** What the server would answer to `resume`, having everything in `log`; `size` messages when asked for all. */
export function caughtUp(log: readonly Fact[], since: number | null, size = 1000): CaughtUp {
  const rest = { type: "caught_up", room: ROOM, seq: log.length, fresh: since === null } as const;
  if (since === null) return { ...rest, ...page(log, Number.POSITIVE_INFINITY, size) };
  return {
    ...rest,
    facts: present(log)
      .filter(({ seq }) => seq > since)
      .map(asFact),
    earlier: false,
  };
}

/** The page of history before a number: every message once, in its present form, then what is about them. */
export const history = (log: readonly Fact[], before: number): Page => page(log, before, 1000);

function page(log: readonly Fact[], before: number, size: number): Page {
  const older = [...newest(log).values()].filter(({ seq }) => seq < before).sort((a, b) => a.seq - b.seq);
  const messages = older.slice(-size);
  const ids = new Set(messages.map(({ id }) => id));
  const posted: Fact[] = messages.map((message) => ({ type: "posted", seq: message.seq, message }));
  const translated = translations(log).filter(({ translation }) => ids.has(translation.message));
  return { facts: [...posted, ...translated].map(asFact), earlier: older.length > size };
}

/** Each message by the fact that gave it its present form, and its translations. */
function present(log: readonly Fact[]): Fact[] {
  const changed = new Map([...newest(log).values()].map((message) => [message.changed, message]));
  const forms = log.filter((fact) => fact.type !== "translated" && changed.has(fact.seq));
  return [...forms, ...translations(log)];
}

function translations(log: readonly Fact[]): (Fact & { type: "translated" })[] {
  const forms = new Map([...newest(log).values()].map(({ id, changed }) => [id, changed]));
  return log.filter(
    (fact) => fact.type === "translated" && fact.translation.of === forms.get(fact.translation.message),
  ) as (Fact & { type: "translated" })[];
}
