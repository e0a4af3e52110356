// A house for the tests: its log of facts, the pages it would send, and random histories of it.
import fc from "fast-check";
import type { CaughtUp, Drafting, MessageView, PageView, TranslationView } from "../src/lib/protocol";
import type { RoomEvent } from "../src/lib/timeline";

export const ROOM = "room";

export type Fact =
  | { type: "posted" | "edited" | "removed"; seq: number; message: MessageView }
  | { type: "translated"; seq: number; translation: TranslationView };

export const message = (id: number, seq: number, more: Partial<MessageView> = {}): MessageView => ({
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
  spoken: false,
  ...more,
});

export const asEvent = (fact: Fact): RoomEvent => ({ room: ROOM, author: "ana", ...fact }) as RoomEvent;

function newest(log: readonly Fact[]): Map<string, MessageView> {
  const messages = new Map<string, MessageView>();
  for (const fact of log) if (fact.type !== "translated") messages.set(fact.message.id, fact.message);
  return messages;
}

/** What the server would answer to `resume`, having everything in `log`; `size` messages when asked for all. */
export function caughtUp(log: readonly Fact[], since: number | null, size = 1000): CaughtUp {
  const messages = [...newest(log).values()].sort((a, b) => a.seq - b.seq);
  const forms = new Map(messages.map(({ id, changed }) => [id, changed]));
  const translations = log
    .flatMap((fact) => (fact.type === "translated" ? [fact.translation] : []))
    .filter((each) => each.of === forms.get(each.message));
  const seq = log.length;
  const tell = (page: PageView): CaughtUp => ({
    type: "caught_up",
    room: ROOM,
    seq,
    fresh: since === null,
    page,
  });
  if (since !== null)
    return tell({
      messages: messages.filter(({ changed }) => changed > since),
      translations: translations.filter((each) => each.seq > since),
      questions: [],
      earlier: false,
    });
  const page = messages.slice(-size);
  const ids = new Set(page.map(({ id }) => id));
  return tell({
    messages: page,
    translations: translations.filter((each) => ids.has(each.message)),
    questions: [],
    earlier: messages.length > size,
  });
}
