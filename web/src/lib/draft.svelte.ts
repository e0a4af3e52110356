// What is being written in one room: survives leaving the room and reloading the page.
import { forget, recall, remember } from "./memory";

interface Kept {
  text: string;
  replyTo?: string;
  language?: string;
}

export class Draft {
  text = $state("");
  replyTo = $state<string>();
  /** The language that is written in, where it is not the writer's first. */
  language = $state<string>();
  /** A message that is being given other words; what was being written meanwhile waits. */
  editing = $state<{ message: string; text: string }>();
  readonly #key: string;

  constructor(member: string, room: string) {
    this.#key = `draft.${member}.${room}`;
    const kept = recall<Kept>(this.#key);
    this.text = kept?.text ?? "";
    this.replyTo = kept?.replyTo;
    this.language = kept?.language;
  }

  get words(): string {
    return this.editing?.text ?? this.text;
  }

  set words(text: string) {
    if (this.editing) this.editing.text = text;
    else this.text = text;
    this.keep();
  }

  keep(): void {
    const { text, replyTo, language } = this;
    if (text || replyTo || language) remember(this.#key, { text, replyTo, language } satisfies Kept);
    else forget(this.#key);
  }

  /** The words were said; the language stays. */
  said(): void {
    this.text = "";
    this.replyTo = undefined;
    this.keep();
  }
}
