// How a reader sees a message: original, translated, translating, untranslated, removed. Pure.
import type { Member, Translation, Untranslated } from "../protocol";
import type { Told } from "./entry";
import { failure, translation } from "./translations";

export type State = "original" | "translating" | "translated" | "untranslated" | "removed";

export interface Reading {
  readonly state: State;
  readonly text: string;
  readonly language: string;
  readonly translation?: Translation;
  readonly failure?: Untranslated;
}

export function reading(entry: Told, me: Member): Reading {
  const { message } = entry;
  const original = { text: message.text, language: message.language };
  if (message.removed_at) return { state: "removed", ...original };
  if (message.author === me.id || reads(me, message.language)) return { state: "original", ...original };
  const found = translation(entry, me.language);
  if (found) return { state: "translated", text: found.text, language: found.language, translation: found };
  const failed = failure(entry, me.language);
  return failed
    ? { state: "untranslated", ...original, failure: failed }
    : { state: "translating", ...original };
}

/** Whether words in `language` are left as they are for this reader. */
export function reads(me: Member, language: string): boolean {
  return language === me.language || me.understands.includes(language);
}
