// Why a translation may be wrong, as a sentence.
import { list, t } from "./words.svelte";

const REASONS = {
  back: "doubt.back",
  copied: "doubt.copied",
  length: "doubt.length",
  numbers: "doubt.numbers",
  pieces: "doubt.pieces",
  repeats: "doubt.repeats",
  script: "doubt.script",
  term: "doubt.term",
} as const;

/** Empty where there is no doubt. A newer server may send codes that are not known here. */
export function doubt(codes: readonly string[]): string {
  const keys = codes.map((code) => (code in REASONS ? REASONS[code as keyof typeof REASONS] : "doubt.other"));
  const reasons = [...new Set(keys)].map((key) => t(key));
  return reasons.length > 0 ? t("doubt", { reasons: list(reasons) }) : "";
}
