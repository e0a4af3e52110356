// Sends the draft of one member to the server: one at a time, always the newest.
import { type Line, Lost, NotDone } from "../socket";

const BREATH = 5;

interface Words {
  readonly text: string;
  readonly language?: string;
}

const nothing: Words = { text: "" };

/** One member's in one room. */
export class Sharing {
  #newest = nothing;
  #told = nothing;
  #sending = false;

  constructor(
    readonly room: string,
    readonly line: Line,
    /** Whether they are words that are spoken. */
    readonly spoken = false,
  ) {}

  /** The whole text so far; nothing takes it back. */
  show(text: string, language?: string): void {
    const { text: before, language: spoken } = this.#newest;
    if (text === before && (language === spoken || !text)) return;
    this.#newest = { text, language };
    void this.#send();
  }

  /** The words were sent: the message takes the draft's place by itself. */
  said(): void {
    this.#newest = this.#told = nothing;
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#told !== this.#newest) {
      const words = (this.#told = this.#newest);
      try {
        await this.line.send({
          type: "draft",
          room: this.room,
          spoken: this.spoken,
          language: null,
          ...words,
        });
      } catch (error) {
        await this.#rest(error);
      }
    }
    this.#sending = false;
  }

  /** A draft that failed is dropped: a newer one follows. Only after `too_many` it is sent again. */
  async #rest(error: unknown): Promise<void> {
    if (error instanceof Lost) return;
    if (!(error instanceof NotDone)) throw error;
    const { code, retry_after } = error.refused;
    if (code !== "too_many") return;
    await new Promise((resume) => setTimeout(resume, (retry_after ?? BREATH) * 1000));
    this.#told = nothing;
  }
}
