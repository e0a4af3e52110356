// The open questions about a message, by who asks. Pure.
import { about, keep, newer, type Rules, type Told } from "../../lib/messages/entry";
import type { Question } from "../../lib/protocol";

export const questions: Rules<Readonly<Record<string, Question>>> = {
  key: "questions",
  none: {},
  events: {
    asked: {
      message: ({ question }) => question.message,
      change(kept, { question }, form) {
        const old = question.of < form || question.seq <= (kept[question.member]?.seq ?? -1);
        return old ? kept : { ...kept, [question.member]: question };
      },
    },
  },
  current: (kept, { changed }) => keep(kept, ({ of }) => of >= changed),
  later: newer,
};

/** What is not answered yet, the oldest first. */
export function open(entry: Told): Question[] {
  const current = Object.values(about(entry, questions)).filter(({ of }) => of === entry.message.changed);
  return current.sort((a, b) => a.seq - b.seq);
}
