// The reactions to a message, by emoji and member. Pure.
import { about, newer, type Rules, type Told } from "../../lib/messages/entry";
import type { Reacted } from "../../lib/protocol";

/** What is taken away stays in the record: an older fact that comes late must not bring it back. */
export const reactions: Rules<Readonly<Record<string, Reacted>>> = {
  key: "reactions",
  none: {},
  events: {
    reacted: {
      message: ({ message }) => message,
      change(kept, fact) {
        const key = `${fact.sign} ${fact.member}`;
        return fact.seq <= (kept[key]?.seq ?? -1) ? kept : { ...kept, [key]: fact };
      },
    },
  },
  current: (kept, { removed_at }) => (removed_at ? {} : kept),
  later: newer,
};

export interface Mark {
  readonly sign: string;
  /** Who gave it; nobody where it was taken away. */
  readonly members: readonly string[];
}

/** The signs of a message in the order in which they first came, so that none moves when a number changes. */
export function marks(entry: Told): Mark[] {
  const members = new Map<string, string[]>();
  for (const { sign, member, given } of Object.values(about(entry, reactions))) {
    const others = members.get(sign) ?? [];
    members.set(sign, given ? [...others, member] : others);
  }
  return [...members].map(([sign, members]) => ({ sign, members }));
}
