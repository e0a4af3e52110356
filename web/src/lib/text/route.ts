// The origin of a translation as a sentence: its route, or who corrected it.
import { nameWithin } from "./languages";
import type { Member, Step, Translation } from "../protocol";
import { day, list, t, words } from "./words.svelte";

const ENGINES: Record<string, string> = {
  apertium: "Apertium",
  ctranslate2: "CTranslate2",
  firefox: "Firefox",
  libretranslate: "LibreTranslate",
  llm: "LLM",
};

/** Engines that follow written rules: each step in a row adds its mistakes to those before. */
const RULE_BASED = new Set(["apertium"]);

/** What stands in a route where no engine was asked. */
const UNASKED = { glossary: "route.glossary", memory: "route.memory" } as const;

const ISOLATE = "\u2068";
const POP = "\u2069";

/** Whose words a translation is: somebody's who corrected it, now or before, or those of engines, the glossary or the memory. */
export function origin(
  { route: steps, corrected_by }: Pick<Translation, "route" | "corrected_by">,
  members: ReadonlyMap<string, Member>,
): string {
  if (!corrected_by) return route(steps);
  const name = ISOLATE + (members.get(corrected_by)?.name ?? t("people.unknown")) + POP;
  return t(steps.length > 0 ? "correction.again" : "correction.by", { name });
}

/** Who corrected a translation and when, for what is read beside it; empty where nobody did. */
export function corrected(
  { route: steps, corrected_by, corrected_at }: Translation,
  members: ReadonlyMap<string, Member>,
): string {
  if (!corrected_by) return "";
  const name = ISOLATE + (members.get(corrected_by)?.name ?? t("people.unknown")) + POP;
  if (!corrected_at) return t("correction.by", { name });
  const key = steps.length > 0 ? "correction.as" : "correction.on";
  return t(key, { name, day: day(Date.parse(corrected_at)) });
}

/** Whether mistakes are to be expected: rules after rules, and nobody has corrected the words. */
export function isRough({ route: steps, corrected_by }: Translation): boolean {
  return !corrected_by && steps.filter(({ engine }) => RULE_BASED.has(engine)).length > 1;
}

function route(steps: readonly Step[]): string {
  const first = steps[0]?.engine ?? "";
  if (first in UNASKED) return t(UNASKED[first as keyof typeof UNASKED]);
  const engines = list([...new Set(steps.map(({ engine }) => ENGINES[engine] ?? engine))]);
  const pivots = steps.slice(0, -1).map(({ target }) => nameWithin(target, words.language));
  return pivots.length > 0
    ? t("route.through", { languages: list(pivots), engines })
    : t("route.by", { engines });
}
