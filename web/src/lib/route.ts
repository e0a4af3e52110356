// The way a translation came, in words.
import { nameOf } from "./languages";
import type { StepView } from "./protocol";
import { list, t, words } from "./words.svelte";

const ENGINES: Record<string, string> = {
  apertium: "Apertium",
  ctranslate2: "CTranslate2",
  firefox: "Firefox",
  libretranslate: "LibreTranslate",
  llm: "LLM",
};

export function route(steps: readonly StepView[]): string {
  const engines = list([...new Set(steps.map(({ engine }) => ENGINES[engine] ?? engine))]);
  const pivots = steps.slice(0, -1).map(({ target }) => nameOf(target, words.language));
  return pivots.length > 0
    ? t("route.through", { languages: list(pivots), engines })
    : t("route.by", { engines });
}
