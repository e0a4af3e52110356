// One message: its newest form, and what features keep about it. Pure.
import type { Message, Wire } from "../protocol";

/** Events of a room. */
export type RoomEvent = Extract<Wire["event"], { room: string }>;
export type EventOf<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;

/** A message with what is kept about it; an entry without a message waits for it (facts may come in any order). */
export interface Entry {
  readonly message?: Message;
  /** By the key of its rules; read it with `about`. */
  readonly about: Readonly<Record<string, unknown>>;
}

export type Told = Entry & { readonly message: Message };

export const unknown: Entry = { about: {} };

/** How one event changes what is kept about the message that it names. */
interface Reducer<S, E> {
  message(event: E): string;
  /** `form` is the `changed` number of the newest form known, 0 for none. */
  change(kept: S, event: E, form: number): S;
}

/** The rules for one kind of thing that hangs on a message. `key` is where an entry keeps it. */
export interface Rules<S> {
  readonly key: string;
  /** What is kept about a message of which no event has told. */
  readonly none: S;
  readonly events: { readonly [T in RoomEvent["type"]]?: Reducer<S, EventOf<T>> };
  /** What is left of it when the message gets this form. */
  current(kept: S, message: Message): S;
  /** What came after `seq`; undefined for nothing. A fresh page replaces the rest. */
  later(kept: S, seq: number): S | undefined;
}

export type AnyRules = Rules<unknown>;

/** What is kept about a message by these rules. */
export function about<S>(entry: Entry, { key, none }: Rules<S>): S {
  return (entry.about[key] as S | undefined) ?? none;
}

export function withAbout<S>(entry: Entry, rules: Rules<S>, change: (kept: S) => S): Entry {
  const before = about(entry, rules);
  const after = change(before);
  return after === before ? entry : { ...entry, about: { ...entry.about, [rules.key]: after } };
}

/** The entry with this form of its message, unless it has a newer one. */
export function withMessage(entry: Entry, message: Message, all: readonly AnyRules[]): Entry {
  if (form(entry) >= message.changed) return entry;
  const told = { ...entry, message };
  return all
    .filter(({ key }) => key in entry.about)
    .reduce(
      (changed: Entry, rules) => withAbout(changed, rules, (kept) => rules.current(kept, message)),
      told,
    );
}

/** What of the entry came after `seq`; undefined for nothing. */
export function later(entry: Entry, seq: number, all: readonly AnyRules[]): Entry | undefined {
  const message = form(entry) > seq ? entry.message : undefined;
  const kept = all
    .filter(({ key }) => key in entry.about)
    .map((rules) => [rules.key, rules.later(entry.about[rules.key], seq)] as const)
    .filter(([, left]) => left !== undefined);
  return message || kept.length > 0 ? { message, about: Object.fromEntries(kept) } : undefined;
}

/** The `changed` number of the newest form known, 0 for none. */
export const form = (entry: Entry): number => entry.message?.changed ?? 0;

export function keep<T>(record: Readonly<Record<string, T>>, test: (each: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, each]) => test(each)));
}

/** What of a record of facts came after `seq`, as `Rules.later` wants it. */
export function newer<T extends { seq: number }>(
  record: Readonly<Record<string, T>>,
  after: number,
): Record<string, T> | undefined {
  const left = keep(record, ({ seq }) => seq > after);
  return Object.keys(left).length > 0 ? left : undefined;
}
