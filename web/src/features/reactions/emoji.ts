// All emoji that this browser knows, with their names in one language, and the search among them. Pure.

/** One language of CLDR: signs without U+FE0F, their keywords, and the name for reading aloud. */
export interface Annotations {
  annotations: { annotations: Readonly<Record<string, { default?: string[]; tts?: string[] }>> };
}

export interface Emoji {
  readonly sign: string;
  readonly name: string;
  /** What is searched: the name, and the name with all keywords; each word after a space. */
  readonly named: string;
  readonly known: string;
}

/** The emoji in the order of CLDR, which keeps similar ones together, and then the flags of countries. */
export function emojiOf({ annotations }: Annotations, language: string): Emoji[] {
  const isEmoji = emojiTest();
  const named = Object.entries(annotations.annotations).map(([bare, { tts, default: keywords }]) =>
    emoji(qualified(bare), tts?.[0] ?? bare, keywords),
  );
  return [...named, ...flags(language)].filter(({ sign }) => isEmoji(sign));
}

/** Those that have a word that begins with each word of the query, or else the query's words anywhere; names first. */
export function search(all: readonly Emoji[], query: string): readonly Emoji[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  const has = (text: string, before: string) => words.every((word) => text.includes(before + word));
  const beginning = all.filter(({ known }) => has(known, " "));
  const found = beginning.length > 0 ? beginning : all.filter(({ known }) => has(known, ""));
  return found.sort((a, b) => Number(has(b.named, " ")) - Number(has(a.named, " ")));
}

/** The sign without skin tone and without the selector of its coloured form: one name is for all of these. */
export const bare = (sign: string): string => sign.replace(/[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu, "");

/** Upper and lower case, and letters with and without their marks, count as the same. */
const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, "")
    .toLowerCase();

function emoji(sign: string, name: string, keywords: readonly string[] = []): Emoji {
  const named = ` ${fold(name)}`;
  return { sign, name, named, known: [named, ...keywords.map(fold)].join(" ") };
}

/** What is shown as text by default gets the selector of the coloured form. */
const qualified = (bare: string): string =>
  bare.replace(/\p{Emoji}/gu, (each) => (/\p{Emoji_Presentation}/u.test(each) ? each : `${each}\uFE0F`));

/** Skin tones and hair styles alone are no emoji. Made when it is called: older browsers have no flag `v`. */
function emojiTest(): (sign: string) => boolean {
  const known = new RegExp("^\\p{RGI_Emoji}$", "v");
  return (sign) => known.test(sign) && !/^\p{Emoji_Component}$/u.test(sign);
}

/** Two letters each; CLDR has their names among those of the countries, which the browser knows. */
function flags(language: string): Emoji[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const letters = Array.from({ length: 26 }, (_, index) => index);
  const letter = (from: number, index: number) => String.fromCodePoint(from + index);
  return letters.flatMap((first) =>
    letters.map((second) => {
      const code = letter(0x41, first) + letter(0x41, second);
      return emoji(letter(0x1f1e6, first) + letter(0x1f1e6, second), names.of(code) ?? code);
    }),
  );
}
