// Finds the links in a text. Pure.
import { LinkifyIt } from "linkify-it";

export interface Part {
  readonly text: string;
  readonly link?: string;
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
