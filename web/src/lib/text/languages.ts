// Language tags: names, text direction, and matching the browser's languages.

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);

/** The name of a language in another one; the tag itself where nobody knows a name. */
export function nameOf(tag: string, reader: string): string {
  try {
    const name = new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(reader) + name.slice(1);
  } catch {
    return tag;
  }
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

/** Letters without case and accents, so that `francais` finds Français. */
export const plain = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Those that are called so, in their own language or the reader's, or have such a tag; the likeliest first. */
export function search(tags: readonly string[], wanted: string, reader: string): string[] {
  const query = plain(wanted.trim());
  const ranked = tags.map((tag) => ({ tag, rank: rank(tag, query, reader) }));
  return ranked
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ tag }) => tag);
}

/** 0 where a name begins so, 1 where a word of one does, 2 where it stands somewhere in one, 3 nowhere. */
function rank(tag: string, query: string, reader: string): number {
  const names = [ownName(tag), nameOf(tag, reader), tag].map(plain);
  if (names.some((name) => name.startsWith(query))) return 0;
  if (names.some((name) => name.split(/[\s(-]+/).some((word) => word.startsWith(query)))) return 1;
  return names.some((name) => name.includes(query)) ? 2 : 3;
}

/** The languages in the order of their own names. */
export function byName(tags: readonly string[]): { tag: string; name: string }[] {
  const named = tags.map((tag) => ({ tag, name: ownName(tag) }));
  return named.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** A name inside a sentence, so that its direction does not disturb the sentence's. */
export const isolate = (name: string): string => `\u2068${name}\u2069`;
