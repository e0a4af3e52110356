// The texts of the interface in the reader's language: ICU MessageFormat, loaded on demand.
import { IntlMessageFormat } from "intl-messageformat";
import { english, loaders } from "virtual:texts";
import { forget, recall, remember } from "../memory";
import { direction, guess } from "./languages";
import type { Key } from "./texts";

export type { Key } from "./texts";
export type Values = Record<string, string | number>;

const CHOICE = "interface";

/** The languages that the interface speaks. */
export const spoken = ["en", ...Object.keys(loaders)].sort();

class Words {
  language = $state("en");
  /** The reader's own region of that language, for dates and numbers. */
  locale = $state("en");
  /** What the reader chose; undefined follows the browser. */
  choice = $state(recall<string>(CHOICE));
  #catalogue = $state.raw(english);
  #formats = $derived.by(() => {
    void this.#catalogue;
    return new Map<string, IntlMessageFormat>();
  });

  say(key: Key, values?: Values): string {
    let format = this.#formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(this.#catalogue[key] ?? english[key]!, this.locale, undefined, {
        ignoreTag: true,
      });
      this.#formats.set(key, format);
    }
    return String(format.format(values));
  }

  choose(language: string | undefined): Promise<void> {
    this.choice = language;
    if (language) remember(CHOICE, language);
    else forget(CHOICE);
    return this.speak();
  }

  /** Turns to the chosen language, or the browser's; stays with English when neither can be had. */
  async speak(): Promise<void> {
    const language = this.choice ?? guess(navigator.languages, spoken) ?? "en";
    try {
      const loaded = await loaders[language]?.();
      this.#turn(language, loaded?.default ?? english);
    } catch {
      this.#turn("en", english);
    }
  }

  #turn(language: string, catalogue: typeof english): void {
    this.#catalogue = catalogue;
    this.language = language;
    this.locale = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
  }
}

export const words = new Words();

export const t = (key: Key, values?: Values): string => words.say(key, values);

/** A sentence for a code of the server's; its own, English one where the catalogue has none. */
export function trouble(told: { code: string; sentence: string; line?: number | null }): string {
  const key = `trouble.${told.code}`;
  return key in english ? t(key as Key, { line: told.line ?? 1 }) : told.sentence;
}

export const time = (at: number): string =>
  new Intl.DateTimeFormat(words.locale, { hour: "numeric", minute: "2-digit" }).format(at);

export const moment = (at: number): string =>
  new Intl.DateTimeFormat(words.locale, { dateStyle: "full", timeStyle: "short" }).format(at);

export function day(at: number): string {
  const start = (instant: number) => new Date(instant).setHours(0, 0, 0, 0);
  const days = Math.round((start(at) - start(Date.now())) / 86_400_000);
  if (days === 0 || days === -1) {
    const near = new Intl.RelativeTimeFormat(words.locale, { numeric: "auto" }).format(days, "day");
    return near.charAt(0).toLocaleUpperCase(words.locale) + near.slice(1);
  }
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(words.locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year,
  }).format(at);
}

/** Bytes as megabytes: `48 MB`, in the reader's digits; with `bare` only the number. */
export function megabytes(bytes: number, bare = false): string {
  const value = bytes / 1e6;
  const unit = bare ? {} : ({ style: "unit", unit: "megabyte" } as const);
  return new Intl.NumberFormat(words.locale, {
    ...unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

export const list = (names: readonly string[]): string =>
  new Intl.ListFormat(words.locale, { type: "conjunction" }).format(names);
