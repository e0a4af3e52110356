// How far languages are that are not here yet. Pure.
import type { LanguageArrives } from "../../lib/protocol";

/** In the place of a language: the recogniser of speech, one for all languages. */
export const SPEECH = "x-speech";

/** The newest event of each language: of a room, and for owners of the house. */
export type Arrivals = Readonly<Record<string, LanguageArrives>>;

const keyOf = ({ room, language }: LanguageArrives) => `${room ?? ""} ${language}`;

/** `ready` is kept, so that it can be said, where it was known that the language was lacking. */
export function told(kept: Arrivals, event: LanguageArrives): Arrivals {
  const key = keyOf(event);
  const before = kept[key];
  if (event.state === "dropped" || (event.state === "ready" && !lacks(before))) {
    return without(kept, key);
  }
  return { ...kept, [key]: event };
}

const lacks = (event?: LanguageArrives): boolean =>
  event !== undefined && event.state !== "ready" && event.state !== "update";

/** Without what was told of it, unless something else was told since. */
export function forgotten(kept: Arrivals, event: LanguageArrives): Arrivals {
  const key = keyOf(event);
  return kept[key] === event ? without(kept, key) : kept;
}

function without(kept: Arrivals, key: string): Arrivals {
  const { [key]: _, ...others } = kept;
  return others;
}

/** What somebody in a room is shown; owners see what any room waits for, wherever they are. */
export function shown(kept: Arrivals, room: string | undefined, owner: boolean): LanguageArrives[] {
  const all = Object.values(kept).filter(({ state }) => state !== "update");
  const here = all.filter((each) => each.room === room);
  if (!owner) return here;
  const house = all.filter((each) => each.room === null);
  const known = new Set(house.map(({ language }) => language));
  return [...house, ...here.filter(({ language }) => !known.has(language))];
}

/** Several languages that failed for the same reason are one notice; every other is one of its own. */
export const kindOf = ({ state, code, language }: LanguageArrives): string =>
  state === "failed" && language !== SPEECH ? `failed ${code}` : language;

/** What is shown as one, together. */
export function notices(events: readonly LanguageArrives[]): LanguageArrives[][] {
  const grouped = new Map<string, LanguageArrives[]>();
  for (const event of events) {
    const key = kindOf(event);
    grouped.set(key, [...(grouped.get(key) ?? []), event]);
  }
  return [...grouped.values()];
}

/** The languages that a room lacks, and whether they are on their way. */
export function lacking(kept: Arrivals, room: string): Map<string, boolean> {
  const languages = Object.values(kept).filter(({ language }) => language !== SPEECH);
  const away = languages.filter((each) => each.room === room && lacks(each));
  return new Map(
    away.map(({ language, state }) => [language, state === "waiting" || state === "fetching"] as const),
  );
}

/** What was dismissed; it is asked again where somebody else wants it, or something else happened. */
export const mark = ({ language, state, code, wanted_by, spoken }: LanguageArrives): string =>
  [language, state, code, ...wanted_by, ...spoken].join(" ");
