// The member's draft in one room; it survives leaving the room and reloading the page.
import { forget, recall, remember } from "../memory";
import type { Member } from "../protocol";

interface Kept {
  text: string;
  replyTo?: string;
  language?: string;
}

export class Draft {
  text = $state("");
  replyTo = $state<string>();
  /** The language that is written in, where it was chosen. */
  language = $state<string>();
  /** A message that is being given other words; what was being written meanwhile waits. */
  editing = $state<{ message: string; text: string }>();
  /** Whether the words are about another message. */
  about = $derived(Boolean(this.editing ?? this.replyTo));
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
    this.#keep();
  }

  reply(message: string): void {
    this.editing = undefined;
    this.replyTo = message;
    this.#keep();
  }

  edit(message: string, text: string): void {
    this.editing = { message, text };
  }

  /** Words that came back join those that are being written. */
  rewrite(text: string): void {
    this.editing = undefined;
    this.words = [this.text, text].filter(Boolean).join("\n");
  }

  write(language: string): void {
    this.language = language;
    this.#keep();
  }

  /** The language of the words: the chosen one for as long as it is the writer's, or else their first. */
  written({ language, understands }: Member): string {
    return understands.find((tag) => tag === this.language) ?? language;
  }

  /** The language that is said: one's own is found out by the server, like any other. */
  declared(me: Member): string | undefined {
    const language = this.written(me);
    return language === me.language ? undefined : language;
  }

  /** No longer about another message. */
  stop(): void {
    if (this.editing) this.editing = undefined;
    else this.replyTo = undefined;
    this.#keep();
  }

  /** The words were said; the language stays. */
  said(): void {
    this.text = "";
    this.replyTo = undefined;
    this.#keep();
  }

  #keep(): void {
    const { text, replyTo, language } = this;
    if (text || replyTo || language) remember(this.#key, { text, replyTo, language } satisfies Kept);
    else forget(this.#key);
  }
}
