// Which words of a text do not come back from another language, and which ones changed: hints, no judgement. Pure.

/** The words of `text`, in their order and once each, that `back` lacks; neither case nor accents count. */
export function missing(text: string, back: string, language: string): string[] {
  const there = new Set(words(back, language).map(plain));
  const lost = new Map<string, string>();
  for (const word of words(text, language))
    if (!there.has(plain(word)) && !lost.has(plain(word))) lost.set(plain(word), word);
  return [...lost.values()];
}

/** What stands in `after` between the words that both begin with and those that both end with. */
export function changed(before: string, after: string, language: string): string {
  const old = segments(before, language);
  const now = segments(after, language);
  const same = (at: number) => old.at(at)?.segment === now.at(at)?.segment;
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && same(start)) start++;
  let end = 0;
  while (end < shorter - start && same(-1 - end)) end++;
  const between = now.slice(start, now.length - end);
  return between
    .map(({ segment }) => segment)
    .join("")
    .trim();
}

function words(text: string, language: string): string[] {
  return segments(text, language)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

const segments = (text: string, language: string) => [
  ...new Intl.Segmenter(language, { granularity: "word" }).segment(text),
];

function plain(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
