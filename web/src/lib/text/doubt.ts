// Why a translation may be wrong, in words.
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

/** Empty when nothing speaks against the translation. A server newer than the page may know other reasons. */
export function doubt(codes: readonly string[]): string {
  const keys = codes.map((code) => (code in REASONS ? REASONS[code as keyof typeof REASONS] : "doubt.other"));
  const reasons = [...new Set(keys)].map((key) => t(key));
  return reasons.length > 0 ? t("doubt", { reasons: list(reasons) }) : "";
}
