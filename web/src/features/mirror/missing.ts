// Finds the words of a text that its back-translation lacks; a hint only. Pure.
import { segments } from "../../lib/text/segments";

/** The words of `text`, in their order and once each, that `back` lacks; neither case nor accents count. */
export function missing(text: string, back: string, language: string): string[] {
  const there = new Set(words(back, language).map(plain));
  const lost = new Map<string, string>();
  for (const word of words(text, language))
    if (!there.has(plain(word)) && !lost.has(plain(word))) lost.set(plain(word), word);
  return [...lost.values()];
}

function words(text: string, language: string): string[] {
  return segments(text, language)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function plain(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
