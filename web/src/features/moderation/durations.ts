// For how long somebody is muted, in the words of the reader's language.
import { words } from "../../lib/text/words.svelte";

/** In minutes. */
export const DURATIONS = [10, 60, 1440, 10_080] as const;

const UNITS = [
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
] as const;

export function duration(minutes: number): string {
  const [unit, long] = UNITS.find(([, each]) => minutes % each === 0) ?? UNITS[2];
  const style = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(words.locale, style).format(minutes / long);
}
