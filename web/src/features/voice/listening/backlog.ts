// The queue of messages to be read aloud; when it is full, only the newest stays. Pure.

export interface Backlog {
  /** What is being read. */
  readonly now?: string;
  readonly waiting: readonly string[];
  /** How many were left out to keep up, since it was last empty. */
  readonly skipped: number;
}

const MOST = 5;

export const nothing: Backlog = { waiting: [], skipped: 0 };

export function add({ now, waiting, skipped }: Backlog, id: string): Backlog {
  if (now === undefined) return { now: id, waiting, skipped };
  if (waiting.length < MOST) return { now, waiting: [...waiting, id], skipped };
  return { now, waiting: [id], skipped: skipped + waiting.length };
}

/** Before everything else that waits. */
export function first({ waiting, skipped }: Backlog, id: string): Backlog {
  return { now: id, waiting: waiting.filter((each) => each !== id), skipped };
}

export function next({ waiting: [now, ...waiting], skipped }: Backlog): Backlog {
  return now === undefined ? nothing : { now, waiting, skipped };
}
