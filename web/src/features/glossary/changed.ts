// Finds which words of a text a correction changed. Pure.
import { segments } from "../../lib/text/segments";

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
