// The parts of a text: links, words of the glossary, and the rest. Pure.
import { LinkifyIt } from "linkify-it";
import type { TermUse } from "../protocol";

export interface Part {
  readonly text: string;
  readonly link?: string;
  /** Where it is the words of a term: which, and what was said in their place. */
  readonly term?: TermUse;
}

/** Only whole web addresses: nothing is guessed, and no other scheme is opened. */
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const scheme of ["ftp:", "mailto:", "//"]) finder.add(scheme, null);

export function parts(text: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const { index, lastIndex, raw } of finder.match(text) ?? []) {
    if (index > end) found.push({ text: text.slice(end, index) });
    found.push(URL.canParse(raw) ? { text: raw, link: raw } : { text: raw });
    end = lastIndex;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

/** With the words of terms by themselves. A link that a term has a part in is none: its writer did not write it. */
export function marked(text: string, terms: readonly TermUse[]): Part[] {
  const settled = places(text, terms);
  const links = spans(text).filter(
    ({ part, start, stop }) => part.link && !settled.some((term) => term.start < stop && start < term.stop),
  );
  const found: Part[] = [];
  let end = 0;
  for (const { part, start, stop } of [...settled, ...links].sort((a, b) => a.start - b.start)) {
    if (start > end) found.push({ text: text.slice(end, start) });
    found.push(part);
    end = stop;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

interface Place {
  readonly part: Part;
  readonly start: number;
  readonly stop: number;
}

/** Terms are counted in characters, strings in units. */
function places(text: string, terms: readonly TermUse[]): Place[] {
  const begins = [0];
  let end = 0;
  for (const character of text) begins.push((end += character.length));
  return terms.flatMap((term) => {
    const [start, stop] = [begins[term.start], begins[term.stop]];
    if (start === undefined || stop === undefined) return [];
    return [{ part: { text: text.slice(start, stop), term }, start, stop }];
  });
}

function spans(text: string): Place[] {
  let stop = 0;
  return parts(text).map((part) => ({ part, start: stop, stop: (stop += part.text.length) }));
}
