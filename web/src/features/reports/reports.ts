// What a reader was told of their own report of a message; it stays when the message gets other words. Pure.
import type { Rules } from "../../lib/messages/entry";
import type { Reported } from "../../lib/protocol";

export const reports: Rules<Reported | undefined> = {
  key: "reports",
  none: undefined,
  events: {
    reported: {
      message: ({ message }) => message,
      change: (kept, event) => (kept && kept.seq >= event.seq ? kept : event),
    },
  },
  current: (kept) => kept,
  later: (kept, seq) => (kept && kept.seq > seq ? kept : undefined),
};
