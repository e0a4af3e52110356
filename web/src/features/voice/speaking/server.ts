// Speech recognition by the server: the sound is sent over the WebSocket.
import { type Line, Lost, NotDone } from "../../../lib/socket";
import { within } from "../../../lib/tools/within";
import { capture } from "./capture";
import { type Chunk, loudness } from "./pcm";
import { Deaf, type Hearer, type Recogniser } from "./recogniser";

/** Milliseconds to wait for the last words. */
const PATIENCE = 15_000;

/** A line that also carries sound; without a connection the sound is dropped. */
export interface SoundLine extends Line {
  sendSound(chunk: Chunk): void;
}

export class ServerRecogniser implements Recogniser {
  #state: "silent" | "asking" | "heard" | "over" = "silent";
  /** Sound from before the server was ready. */
  #early: Chunk[] = [];
  #close = () => {};

  constructor(
    readonly line: SoundLine,
    readonly room: string,
    readonly language: string,
    readonly hearer: Hearer,
  ) {}

  async start(): Promise<void> {
    const gone = () => this.hearer.ended(new Deaf("microphone_gone"));
    const close = await capture((chunk) => this.#hear(chunk), gone);
    if (this.#is("over")) return close();
    this.#close = close;
    this.#state = "asking";
    await this.line.send({ type: "speak", room: this.room, language: this.language }).catch(refuse);
    if (this.#is("over")) return;
    this.#state = "heard";
    for (const chunk of this.#early.splice(0)) this.line.sendSound(chunk);
  }

  async stop(): Promise<void> {
    const asked = !this.#is("silent");
    this.#state = "over";
    this.#close();
    if (!asked) return;
    // Without a connection the server posts by itself.
    const hushed = this.line.send({ type: "hush", room: this.room }).catch(() => undefined);
    await within(PATIENCE, hushed);
  }

  #hear(chunk: Chunk): void {
    this.hearer.loud(loudness(chunk));
    if (this.#is("heard")) this.line.sendSound(chunk);
    else this.#early.push(chunk);
  }

  #is(state: string): boolean {
    return this.#state === state;
  }
}

function refuse(error: unknown): never {
  if (error instanceof Lost) throw new Deaf("microphone_lost");
  if (!(error instanceof NotDone)) throw error;
  const { code } = error.refused;
  throw new Deaf(code, code === "no_recogniser");
}
