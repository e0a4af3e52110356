// The translations of a message and the failures, by language. Pure.
import { about, keep, newer, type Rules, type Told } from "./entry";
import type { Translation, Untranslated } from "../protocol";

export interface Translations {
  readonly made: Readonly<Record<string, Translation>>;
  readonly failed: Readonly<Record<string, Untranslated>>;
}

export const translations: Rules<Translations> = {
  key: "translations",
  none: { made: {}, failed: {} },
  events: {
    translated: {
      message: ({ translation }) => translation.message,
      change: (kept, { translation }, form) => withTranslation(kept, translation, form),
    },
    untranslated: { message: ({ message }) => message, change: withFailure },
  },
  current({ made, failed }, { changed }) {
    const current = ({ of }: { of: number }) => of >= changed;
    return { made: keep(made, current), failed: keep(failed, current) };
  },
  later({ made }, seq) {
    const left = newer(made, seq);
    return left && { made: left, failed: {} };
  },
};

/** The translation of the message's newest form, if there is one. */
export function translation(entry: Told, language: string): Translation | undefined {
  const found = about(entry, translations).made[language];
  return found?.of === entry.message.changed ? found : undefined;
}

/** Why the message's newest form is not translated, if that failed. */
export function failure(entry: Told, language: string): Untranslated | undefined {
  const found = about(entry, translations).failed[language];
  return found?.of === entry.message.changed ? found : undefined;
}

/** Whether its letters cannot be those of the language that it is said to be in, so that no engine was asked. */
export function isUnrecognised(entry: Told): boolean {
  const { failed } = about(entry, translations);
  return Object.keys(failed).some((language) => failure(entry, language)?.code === "language_unrecognised");
}

/** Every language in which a message has arrived, for its writer. */
export function arrivals(entry: Told): Translation[] {
  const { made } = about(entry, translations);
  const current = Object.keys(made).map((language) => translation(entry, language));
  return current.filter((each) => each !== undefined).sort((a, b) => a.language.localeCompare(b.language));
}

/** Somebody asked to try again: what failed is on its way once more. */
export function retried(kept: Translations, language: string): Translations {
  return { ...kept, failed: keep(kept.failed, (each) => each.language !== language) };
}

function withTranslation(kept: Translations, next: Translation, form: number): Translations {
  const current = kept.made[next.language] ?? { of: form, seq: -1 };
  if (next.of < current.of || (next.of === current.of && next.seq <= current.seq)) return kept;
  const failed = keep(kept.failed, (each) => each.language !== next.language || each.of > next.of);
  return { made: { ...kept.made, [next.language]: next }, failed };
}

function withFailure(kept: Translations, next: Untranslated, form: number): Translations {
  const newest = Math.max(
    form,
    kept.failed[next.language]?.of ?? 0,
    // What was translated in the meantime did not fail.
    (kept.made[next.language]?.of ?? -1) + 1,
  );
  return next.of < newest ? kept : { ...kept, failed: { ...kept.failed, [next.language]: next } };
}
