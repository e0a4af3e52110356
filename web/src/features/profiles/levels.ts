// How well somebody speaks a language, from the most to the least. Pure.
import type { ChangeProfile } from "../../lib/protocol";

export type Speaks = NonNullable<ChangeProfile["speaks"]>;
export type Level = Speaks[string];

export const LEVELS: readonly Level[] = ["first", "fluent", "gets_by", "begins"];

/** The languages, those spoken best first. */
export const byLevel = (speaks: Speaks): [string, Level][] =>
  Object.entries(speaks).sort(([, a], [, b]) => LEVELS.indexOf(a) - LEVELS.indexOf(b));
