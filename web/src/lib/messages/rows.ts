// The rows of a room's list: messages, unconfirmed messages, drafts. Pure.
import type { Drafts, Forming } from "../drafts/forming";
import type { Pending } from "../outbox";
import type { Told } from "./entry";
import type { State } from "./reading";

export interface Row {
  readonly key: string;
  readonly author: string;
  readonly at: number;
  readonly entry?: Told;
  /** A post that is not confirmed, or a change of this message that is not. */
  readonly pending?: Pending;
  /** What is being written; what this message was while it was, as long as it has the same words. */
  readonly draft?: Forming;
  /** The day starts here. */
  readonly day: boolean;
  /** What is new to the reader starts here. */
  readonly fresh: boolean;
  /** Somebody else speaks now, or the same one after a pause. */
  readonly turn: boolean;
  /** The same one says more in the same minute: the time stands under the last of these. */
  readonly goesOn: boolean;
}

/** How far a line is. */
export type Stage = State | "forming" | "pending" | "failed";

/** Whether it is no message yet. */
export const isForming = ({ entry, draft }: Row): boolean => draft !== undefined && !entry;

const MINUTE = 60_000;
const PAUSE = 5 * MINUTE;

interface Given {
  entries: readonly Told[];
  queue: readonly Pending[];
  /** Which nonce a message was posted with, so that its line stays the same one when it is confirmed. */
  nonces: ReadonlyMap<string, string>;
  /** Which draft a message was, for the same reason. */
  sent: Drafts["sent"];
  me: string;
  /** Messages of others after this number are new. */
  boundary: number | null;
}

export function rows({ entries, queue, nonces, sent, me, boundary }: Given): Row[] {
  const changes = new Map(
    queue.flatMap((each) => ("message" in each.saying ? [[each.saying.message, each]] : [])),
  );
  const confirmed = new Set<string>();
  const bare: Bare[] = entries.map((entry) => {
    const { id, author, seq, changed, sent_at } = entry.message;
    const nonce = nonces.get(id);
    if (nonce) confirmed.add(nonce);
    const sentDraft = sent.get(id);
    const key = nonce ?? sentDraft?.key ?? id;
    const draft = changed === seq ? sentDraft : undefined;
    return { key, author, at: Date.parse(sent_at), entry, pending: changes.get(id), draft };
  });
  for (const pending of queue) {
    if (pending.saying.type === "post" && !confirmed.has(pending.nonce))
      bare.push({ key: pending.nonce, author: me, at: pending.at, pending });
  }
  const fresh = boundary === null ? -1 : bare.findIndex(({ entry, author }) => isNew(entry, author));
  const placed = bare.map((row, index) => ({ ...row, ...place(row, bare[index - 1], index === fresh) }));
  return placed.map((row, index) => ({ ...row, goesOn: goesOn(row, placed[index + 1]) }));

  function isNew(entry: Told | undefined, author: string): boolean {
    return entry !== undefined && author !== me && entry.message.seq > (boundary ?? 0);
  }
}

/** The messages, and after them what others are writing. */
export function withDrafts(messages: readonly Row[], open: Drafts["open"]): Row[] {
  const shown = [...messages];
  for (const draft of open.values()) {
    const row = { key: draft.key, author: draft.author, at: draft.at, draft };
    shown.push({ ...row, ...place(row, shown.at(-1), false), goesOn: false });
  }
  return shown;
}

type Bare = Pick<Row, "key" | "author" | "at" | "entry" | "pending" | "draft">;

/** What is not sent yet says so itself. */
function goesOn(row: Bare, after: (Bare & Pick<Row, "turn">) | undefined): boolean {
  if (!after || after.turn || row.pending || after.pending || after.entry?.message.removed_at) return false;
  return Math.floor(row.at / MINUTE) === Math.floor(after.at / MINUTE);
}

function place(row: Bare, before: Bare | undefined, fresh: boolean): Pick<Row, "day" | "fresh" | "turn"> {
  const day = !before || new Date(before.at).toDateString() !== new Date(row.at).toDateString();
  const turn = day || fresh || before.author !== row.author || row.at - before.at > PAUSE;
  return { day, fresh, turn };
}
