// What the reader has read in one room, and what is unread.
import type { RoomView } from "./protocol";
import type { Line } from "./socket";
import type { Told } from "./messages/entry";

const HUSH = 1000;

export class Attention {
  /** Up to where the reader has read. */
  read = $state(0);
  /** What is new starts after this number; the line stays where it was drawn until the reader leaves or answers. */
  boundary = $state<number | null>(null);
  /** Whether the newest message is before the reader's eyes. */
  watching = $state(false);
  unread = $derived.by(() => this.#count());

  #start = $state.raw({ unread: 0, last: 0 });
  #told = 0;
  #hush: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly room: string,
    readonly line: Line,
    readonly others: () => readonly Told[],
  ) {}

  /** Takes over what the server counted; it knows more of the past than the page does. */
  meet({ read, unread, last }: RoomView): void {
    this.read = Math.max(this.read, read);
    this.#told = read;
    this.#start = { unread, last };
    // On a first visit everything is unread, and needs no mark.
    if (unread > 0 && read > 0) this.boundary ??= read;
  }

  /** A message of somebody else came. */
  arrived(): void {
    if (!this.watching && this.unread === 1) this.boundary = this.read;
  }

  /** The reader has seen the newest message, `seq`. */
  seen(seq: number): void {
    if (this.#start.unread > 0) this.#start = { ...this.#start, unread: 0 };
    if (seq <= this.read) return;
    this.read = seq;
    if (this.#hush) return;
    this.tell();
    this.#hush = setTimeout(() => {
      this.#hush = undefined;
      this.tell();
    }, HUSH);
  }

  /** The reader answered: nothing is new any more. */
  answer(): void {
    this.boundary = null;
  }

  /** The reader turned to another room. */
  leave(): void {
    this.boundary = null;
    this.watching = false;
  }

  tell(): void {
    const told = this.#told;
    if (this.read <= told) return;
    this.#told = this.read;
    // What fails now is told with the next connection.
    this.line.send({ type: "read", room: this.room, seq: this.read }).catch(() => (this.#told = told));
  }

  #count(): number {
    const { unread, last } = this.#start;
    const start = Math.max(this.read, last);
    return unread + this.others().filter(({ message }) => message.seq > start && !message.removed_at).length;
  }
}
