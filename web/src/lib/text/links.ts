// Finds the links in a text. Pure.

export interface Part {
  readonly text: string;
  readonly link?: string;
}

// Ends before punctuation that closes the sentence rather than the address.
const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}。、，！？）」』؟،]/gu;

export function parts(text: string): Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push(URL.canParse(match[0]) ? { text: match[0], link: match[0] } : { text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}
