// What is known of one message, and how a newer form, a translation or a failure changes it. Pure.
import type { MessageView, QuestionView, TranslationView, Untranslated } from "./protocol";

/** A message with what is known of it; an entry without a message waits for it (facts may come in any order). */
export interface Entry {
  readonly message?: MessageView;
  readonly translations: Readonly<Record<string, TranslationView>>;
  readonly failures: Readonly<Record<string, Untranslated>>;
  /** What was not understood, by who asks. */
  readonly questions: Readonly<Record<string, QuestionView>>;
}

export type Told = Entry & { readonly message: MessageView };

export const unknown: Entry = { translations: {}, failures: {}, questions: {} };

/** The translation of the message's newest form, if there is one. */
export function translation(entry: Told, language: string): TranslationView | undefined {
  const found = entry.translations[language];
  return found?.of === entry.message.changed ? found : undefined;
}

export function failure(entry: Told, language: string): Untranslated | undefined {
  const found = entry.failures[language];
  return found?.of === entry.message.changed ? found : undefined;
}

export function withMessage(entry: Entry, message: MessageView): Entry {
  if (entry.message && entry.message.changed >= message.changed) return entry;
  const current = ({ of }: { of: number }) => of >= message.changed;
  return {
    message,
    translations: keep(entry.translations, current),
    failures: keep(entry.failures, current),
    questions: keep(entry.questions, current),
  };
}

export function withQuestion(entry: Entry, next: QuestionView): Entry {
  const known = entry.questions[next.member];
  if (next.of < (entry.message?.changed ?? 0) || next.seq <= (known?.seq ?? -1)) return entry;
  return { ...entry, questions: { ...entry.questions, [next.member]: next } };
}

/** What is not answered yet, the oldest first. */
export function questions(entry: Told): QuestionView[] {
  const open = Object.values(entry.questions).filter(({ of }) => of === entry.message.changed);
  return open.sort((a, b) => a.seq - b.seq);
}

export function withTranslation(entry: Entry, next: TranslationView): Entry {
  const known = entry.translations[next.language];
  const current = known ?? { of: entry.message?.changed ?? 0, seq: -1 };
  if (next.of < current.of || (next.of === current.of && next.seq <= current.seq)) return entry;
  const failures = keep(entry.failures, (each) => each.language !== next.language || each.of > next.of);
  return { ...entry, translations: { ...entry.translations, [next.language]: next }, failures };
}

export function withFailure(entry: Entry, next: Untranslated): Entry {
  const newest = Math.max(
    entry.message?.changed ?? 0,
    entry.failures[next.language]?.of ?? 0,
    // What was translated in the meantime did not fail.
    (entry.translations[next.language]?.of ?? -1) + 1,
  );
  return next.of < newest ? entry : { ...entry, failures: { ...entry.failures, [next.language]: next } };
}

export function keep<T>(record: Readonly<Record<string, T>>, test: (each: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, each]) => test(each)));
}
