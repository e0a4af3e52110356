// Finds what somebody types the beginning of, by name: whole names before words, words before what stands inside.

/** Letters without case and accents, so that `francais` finds Français. */
export const plain = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Those with a name that matches, the likeliest first; all of them in their order where nothing is typed. */
export function find<T>(all: readonly T[], typed: string, names: (each: T) => readonly string[]): T[] {
  const query = plain(typed.trim());
  return all
    .map((each) => ({ each, rank: Math.min(...names(each).map((name) => rank(plain(name), query))) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ each }) => each);
}

/** 0 where the name begins so, 1 where a word of it does, 2 where it stands somewhere in it, 3 nowhere. */
function rank(name: string, query: string): number {
  if (name.startsWith(query)) return 0;
  if (name.split(/[\s(-]+/).some((word) => word.startsWith(query))) return 1;
  return name.includes(query) ? 2 : 3;
}
