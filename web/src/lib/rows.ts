// What the list of a room shows, line by line. Pure.
import type { Pending } from "./outbox";
import type { Told } from "./entry";

export interface Row {
  readonly key: string;
  readonly author: string;
  readonly at: number;
  readonly entry?: Told;
  /** A post that is not confirmed, or a change of this message that is not. */
  readonly pending?: Pending;
  /** The day starts here. */
  readonly day: boolean;
  /** What is new to the reader starts here. */
  readonly fresh: boolean;
  /** Somebody else speaks now, or the same one after a pause. */
  readonly turn: boolean;
}

const PAUSE = 5 * 60_000;

interface Given {
  entries: readonly Told[];
  queue: readonly Pending[];
  /** Which nonce a message was posted with, so that its line stays the same one when it is confirmed. */
  nonces: ReadonlyMap<string, string>;
  me: string;
  /** Messages of others after this number are new. */
  boundary: number | null;
}

export function rows({ entries, queue, nonces, me, boundary }: Given): Row[] {
  const changes = new Map(
    queue.flatMap((each) => ("message" in each.saying ? [[each.saying.message, each]] : [])),
  );
  const confirmed = new Set<string>();
  const bare: Bare[] = entries.map((entry) => {
    const { id, author, sent_at } = entry.message;
    const nonce = nonces.get(id);
    if (nonce) confirmed.add(nonce);
    return { key: nonce ?? id, author, at: Date.parse(sent_at), entry, pending: changes.get(id) };
  });
  for (const pending of queue) {
    if (pending.saying.type === "post" && !confirmed.has(pending.nonce))
      bare.push({ key: pending.nonce, author: me, at: pending.at, pending });
  }
  const fresh = boundary === null ? -1 : bare.findIndex(({ entry, author }) => isNew(entry, author));
  return bare.map((row, index) => ({ ...row, ...place(row, bare[index - 1], index === fresh) }));

  function isNew(entry: Told | undefined, author: string): boolean {
    return entry !== undefined && author !== me && entry.message.seq > (boundary ?? 0);
  }
}

type Bare = Pick<Row, "key" | "author" | "at" | "entry" | "pending">;

function place(row: Bare, before: Bare | undefined, fresh: boolean): Pick<Row, "day" | "fresh" | "turn"> {
  const day = !before || new Date(before.at).toDateString() !== new Date(row.at).toDateString();
  const turn = day || fresh || before.author !== row.author || row.at - before.at > PAUSE;
  return { day, fresh, turn };
}
