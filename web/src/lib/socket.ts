// A WebSocket that reconnects by itself: sends commands, delivers events. It knows no rooms.
import type { Done, Refused, Wire } from "./protocol";

export type Command = Wire["command"];
export type Event = Wire["event"];
type Unnumbered<C> = C extends Command ? Omit<C, "nonce"> & { nonce?: string } : never;

export type Status = "connecting" | "online" | "offline";

/** The connection went before the answer came: the command may or may not have been done. */
export class Lost extends Error {}

/** The server said no. */
export class NotDone extends Error {
  constructor(readonly refused: Refused) {
    super(refused.sentence);
  }
}

export interface Ears {
  /** The connection is there: say hello. */
  opened(): void;
  heard(event: Event): void;
  /** What is no event but sound. */
  sounded(data: ArrayBuffer): void;
  changed(status: Status): void;
}

/** What can carry a command: rejects with `NotDone` or `Lost`. */
export interface Line {
  send(command: Unnumbered<Command>): Promise<Done>;
}

interface Waiting {
  done(event: Done): void;
  fail(error: Error): void;
}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;
/** A connection that held this long was good: the next one is tried soon again. */
const STEADY = 10_000;

/** `crypto.randomUUID` is missing where a house is reached by plain http on a local network. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

export class Socket implements Line {
  #socket: WebSocket | undefined;
  #waiting = new Map<string, Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  #openedAt = 0;
  #heardAt = 0;
  #closed = false;
  /** When the server asked to be left alone until. */
  #leftUntil = 0;

  constructor(
    readonly url: string,
    readonly ears: Ears,
    readonly patience = 25_000,
  ) {
    this.#connect();
  }

  send(command: Unnumbered<Command>): Promise<Done> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Lost());
    const nonce = command.nonce ?? newNonce();
    return new Promise((done, fail) => {
      this.#waiting.set(nonce, { done, fail });
      socket.send(JSON.stringify({ ...command, nonce }));
    });
  }

  /** Without a connection the sound is dropped. */
  sendSound(chunk: Int16Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(chunk);
  }

  /** The network or the reader is back: if there is no good connection, makes one at once. */
  wake(): void {
    if (this.#closed) return;
    if (!this.#socket) this.#connect();
    else if (Date.now() - this.#heardAt > this.patience) this.restart();
  }

  /** Gives this connection up for another one, after a while. */
  restart(): void {
    if (this.#socket) this.#drop();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#release();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.ears.changed("connecting");
    this.#heardAt = Date.now();
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#watch();
    socket.onopen = () => {
      this.#openedAt = Date.now();
      this.ears.changed("online");
      this.ears.opened();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      this.#heardAt = Date.now();
      if (typeof data === "string") this.#hear(JSON.parse(data));
      else this.ears.sounded(data);
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#drop();
    };
  }

  #hear(event: Event): void {
    if (event.type === "leaving") this.#leftUntil = Date.now() + event.wait * 1000;
    this.ears.heard(event);
    if (event.type === "done") this.#answer(event.nonce)?.done(event);
    if (event.type === "refused" && event.nonce) this.#answer(event.nonce)?.fail(new NotDone(event));
  }

  /** The server sends heartbeats: without them the connection is dead, whatever the browser reports. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (Date.now() - this.#heardAt > this.patience) this.#drop();
      else this.#watch();
    }, this.patience / 5);
  }

  #answer(nonce: string): Waiting | undefined {
    const waiting = this.#waiting.get(nonce);
    this.#waiting.delete(nonce);
    return waiting;
  }

  #drop(): void {
    if (this.#openedAt && Date.now() - this.#openedAt > STEADY) this.#attempts = 0;
    this.#openedAt = 0;
    this.#release();
    if (this.#closed) return;
    this.ears.changed("offline");
    // Full jitter: pages that lost one server do not all reconnect at once.
    const most = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempts++);
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#leftUntil - Date.now());
    this.#timer = setTimeout(() => this.#connect(), left + Math.random() * most);
  }

  #release(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const each of waiting) each.fail(new Lost());
  }
}
