// Language tags: names, text direction, and matching the browser's languages.
import { find } from "./find";

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);

/** The name of a language in another one, as it stands inside a sentence; the tag itself where nobody knows a name. */
export function nameWithin(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The name of a language in another one, as it stands alone or first. */
export function nameOf(tag: string, reader: string): string {
  const name = nameWithin(tag, reader);
  return name === tag ? tag : name.charAt(0).toLocaleUpperCase(reader) + name.slice(1);
}

/** The name of a language in its own script. */
export const ownName = (tag: string): string => nameOf(tag, tag);

export function direction(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(whole(tag)?.script ?? "") ? "rtl" : "ltr";
}

/** Of the languages on offer, the one that serves the first of those wanted that any serves. */
export function guess(wanted: readonly string[], offered: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const found = [...ladder(tag)].find((step) => offered.includes(step));
    if (found) return found;
  }
  return undefined;
}

/** From the tag itself down to its bare language: zh-TW, zh-Hant, zh. */
function* ladder(tag: string): Generator<string> {
  yield tag;
  const { language, script } = whole(tag) ?? {};
  if (language && script) yield `${language}-${script}`;
  if (language) yield language;
  if (language === "no") yield "nb"; // what models offer of it
}

function whole(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined;
  }
}

/** Those that are called so, in their own language or the reader's, or have such a tag; the likeliest first. */
export const search = (tags: readonly string[], wanted: string, reader: string): string[] =>
  find(tags, wanted, (tag) => [ownName(tag), nameOf(tag, reader), tag]);

/** The languages in the order of their own names. */
export function byName(tags: readonly string[]): { tag: string; name: string }[] {
  const named = tags.map((tag) => ({ tag, name: ownName(tag) }));
  return named.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** A name inside a sentence, so that its direction does not disturb the sentence's. */
export const isolate = (name: string): string => `\u2068${name}\u2069`;
