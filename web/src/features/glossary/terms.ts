// A term of the glossary while it is being edited. Pure but for the id.
import { changed } from "./changed";
import type { ChangeView, Member, Message, PutTerm, TermView, Translation } from "../../lib/protocol";
import { isolate } from "../../lib/text/languages";
import { newNonce } from "../../lib/socket";

export interface Draft {
  readonly id: string;
  readonly text: string;
  /** The language that the term is in; empty when it is left alone in every one. */
  readonly language: string;
  readonly translations: Readonly<Record<string, string>>;
  /** Where the term was met: its words are in there. */
  readonly met?: Message;
}

export const newDraft = (language: string): Draft => ({
  id: newNonce(),
  text: "",
  language,
  translations: {},
});

export const draftOf = ({ id, text, language, translations }: TermView): Draft => ({
  id,
  text,
  language: language ?? "",
  translations,
});

/** A term out of a correction: the words that were put in place of others. */
export function learned(met: Message, before: Translation, after: string): Draft {
  const { language } = before;
  const translations = { [language]: changed(before.text, after, language) };
  return { ...newDraft(met.language), translations, met };
}

/** The languages in which a term may have words of its own: those read in the room, and those it has words in. */
export function languagesOf(draft: Draft, members: Iterable<Member>): string[] {
  const read = [...members].map(({ language }) => language);
  const languages = new Set([...read, ...Object.keys(draft.translations)]);
  return [...languages].filter((tag) => tag !== draft.language).sort();
}

export function kindOf({ before, after, terms }: ChangeView): "added" | "changed" | "removed" | "several" {
  if (terms > 1) return "several";
  if (before.length === 0) return "added";
  return after.length === 0 ? "removed" : "changed";
}

/** A term and its words in other languages, each in its own direction. */
export function wordsOf({ text, translations }: TermView): string {
  const words = Object.values(translations).map(isolate);
  return [isolate(text), ...words].join(" · ");
}

export function wishes({ text, language, translations }: Draft): PutTerm {
  const put = Object.entries(translations).filter(([tag, words]) => tag !== language && words.trim());
  return language ? { text, language, translations: Object.fromEntries(put) } : { text };
}
