// How one reader reads one message. Pure.
import type { MemberView, TranslationView, Untranslated } from "./protocol";
import { failure, type Told, translation } from "./entry";

export type State = "original" | "translating" | "translated" | "untranslated" | "removed";

export interface Reading {
  readonly state: State;
  readonly text: string;
  readonly language: string;
  readonly translation?: TranslationView;
  readonly failure?: Untranslated;
}

export function reading(entry: Told, me: MemberView): Reading {
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

/** Every language in which a message has arrived, for its writer. */
export function arrivals(entry: Told): TranslationView[] {
  const current = Object.keys(entry.translations).map((language) => translation(entry, language));
  return current.filter((each) => each !== undefined).sort((a, b) => a.language.localeCompare(b.language));
}

/** Whether words in `language` are left as they are for this reader. */
export function reads(me: MemberView, language: string): boolean {
  return language === me.language || me.understands.includes(language);
}
