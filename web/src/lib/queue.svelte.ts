// The member's unconfirmed messages and changes in one room, until the timeline shows them.
import type { Outbox, Pending } from "./outbox";
import type { Done, Message } from "./protocol";
import { newNonce } from "./socket";
import type { Timeline } from "./timeline";

type Unaddressed<S> = S extends { room: string } ? Omit<S, "room"> : never;

export class Queue {
  waiting = $state.raw<readonly Pending[]>([]);
  /** Which nonce a message was posted with, so that its line stays the same one when it is confirmed. */
  nonces = $state.raw<ReadonlyMap<string, string>>(new Map());
  #settled = new Map<string, { message: string; seq: number }>();

  constructor(
    readonly room: string,
    readonly outbox: Outbox,
  ) {
    this.waiting = outbox.all.filter(({ saying }) => saying.room === room);
  }

  add(saying: Unaddressed<Pending["saying"]>): void {
    this.outbox.keep({ nonce: newNonce(), at: Date.now(), saying: { ...saying, room: this.room } });
    void this.outbox.send();
  }

  again(pending: Pending): void {
    this.outbox.keep({ ...pending, refused: undefined });
    void this.outbox.send();
  }

  discard(pending: Pending): void {
    this.outbox.drop(pending);
  }

  kept(pending: Pending): void {
    const others = this.waiting.filter(({ nonce }) => nonce !== pending.nonce);
    this.waiting = [...others, pending].sort((a, b) => a.at - b.at);
  }

  /** It was confirmed or given up. A confirmed one stays until its event is here, so that the row does not flicker. */
  dropped({ nonce, saying }: Pending, done: Done | undefined, timeline: Timeline): void {
    const message = saying.type === "post" ? done?.message : saying.message;
    if (!message || !done?.seq) {
      this.waiting = this.waiting.filter((each) => each.nonce !== nonce);
      return;
    }
    if (saying.type === "post") this.nonces = new Map(this.nonces).set(message, nonce);
    this.#settled.set(nonce, { message, seq: done.seq });
    this.settle(timeline);
  }

  /** Removes what the timeline shows by now. */
  settle(timeline: Timeline): void {
    const shown = (message: string) => timeline.entries.get(message)?.message?.changed ?? -1;
    const waiting = this.waiting.filter(({ nonce }) => {
      const settled = this.#settled.get(nonce);
      return !settled || shown(settled.message) < settled.seq;
    });
    if (waiting.length < this.waiting.length) this.waiting = waiting;
  }

  /** One's own message may come before its confirmation, which alone names the nonce. */
  recognise({ id, text }: Message): void {
    const known = new Set(this.nonces.values());
    const same = ({ nonce, saying }: Pending) =>
      saying.type === "post" && saying.text === text && !known.has(nonce);
    const pending = this.waiting.find(same);
    if (pending) this.nonces = new Map(this.nonces).set(id, pending.nonce);
  }
}
