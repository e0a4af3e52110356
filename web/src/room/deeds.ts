// What can be done with a message, wherever in the room it is shown.

import type { Draft } from "../lib/glossary";

export interface Deeds {
  reply(message: string): void;
  edit(message: string, text: string): void;
  /** Takes a text back to where it was written. */
  rewrite(text: string): void;
  readAloud(message: string): void;
  /** Puts words into the glossary, as a form to begin with. */
  settle(term: Draft): void;
  find(message: string): void;
  /** Keeps a line in the page while it is in use. */
  hold(key: string): void;
  /** A line opened and grows: it stays where it is. */
  opened(key: string): void;
}
