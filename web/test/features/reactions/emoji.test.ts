// The emoji of the picker: which there are, their names, and the search.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Annotations, bare, type Emoji, emojiOf, search } from "../../../src/features/reactions/emoji";
import { names } from "../../../src/features/reactions/names.svelte";
import { languages } from "../../../texts";

const annotations = (language: string): Annotations =>
  JSON.parse(
    readFileSync(`node_modules/cldr-annotations-full/annotations/${language}/annotations.json`, "utf8"),
  );

const all = new Map<string, Emoji[]>();
beforeAll(() => {
  for (const language of languages()) all.set(language, emojiOf(annotations(language), language));
});

const find = (language: string, query: string) => search(all.get(language)!, query).map(({ sign }) => sign);

describe("the emoji", () => {
  it("are all there in every language, once, and in the same order", () => {
    const english = all.get("en")!.map(({ sign }) => sign);
    expect(english.length).toBeGreaterThan(1500);
    expect(new Set(english).size).toBe(english.length);
    for (const language of languages()) expect(all.get(language)!.map(({ sign }) => sign)).toEqual(english);
  });

  it("are those that are drawn as pictures, in the form that the server takes", () => {
    const signs = new Set(all.get("en")!.map(({ sign }) => sign));
    for (const sign of ["👍", "❤️", "❤️‍🔥", "👁️‍🗨️", "🏳️‍🌈", "1️⃣", "🇵🇹", "☺️"]) expect(signs).toContain(sign);
    for (const sign of ["❤", "{", "🏻", "🦰", "🇦🇧", "§"]) expect(signs).not.toContain(sign);
  });

  it("have names, those of CLDR and of the countries", () => {
    const name = (language: string, sign: string) =>
      all.get(language)!.find((each) => each.sign === sign)?.name;
    expect(name("en", "👍")).toBe("thumbs up");
    expect(name("pt", "❤️")).toBe("coração vermelho");
    expect(name("de", "🇵🇹")).toBe("Portugal");
    expect(name("ja", "🇵🇹")).toBe("ポルトガル");
  });
});

describe("the search", () => {
  it("finds by name and keyword in the language of the reader, names first", () => {
    expect(find("en", "love")[0]).toBe("💌"); // for 😍, which comes before it, it is a keyword
    expect(find("pt", "coração")).toContain("❤️");
    expect(find("en", "party")).toContain("🎉");
    expect(find("ja", "ハート")).toContain("❤️");
    expect(find("ar", "قلب")).toContain("❤️");
    expect(find("de", "herz")).toContain("❤️");
  });

  it("takes letters with and without marks, and upper and lower case, as the same", () => {
    expect(find("pt", "CORACAO")).toEqual(find("pt", "coração"));
    expect(find("ar", "قَلْب")).toEqual(find("ar", "قلب"));
  });

  it("wants all words, and prefers their beginnings", () => {
    expect(find("en", "red heart")[0]).toBe("❤️");
    expect(find("en", "heart blue")).toContain("💙");
    expect(find("en", "heart blue")).not.toContain("❤️");
    expect(find("en", "art")).not.toContain("❤️");
    expect(find("en", "umbsu")).toEqual([]);
    expect(find("en", "humb")).toContain("👍");
  });

  it("gives all for nothing, and nothing for nonsense", () => {
    expect(find("en", "  ")).toHaveLength(all.get("en")!.length);
    expect(find("en", "xyzzy")).toEqual([]);
  });
});

describe("the names", () => {
  it.each(languages())("can be had in the language %s of the interface", async (language) => {
    await names.load(language);
    expect(names.of("❤️")).toBe(`❤️ ${annotations(language).annotations.annotations["❤"]!.tts![0]}`);
  });

  it("are English where a language has none", async () => {
    await names.load("xx");
    expect(names.of("👍")).toBe("👍 thumbs up");
    expect(names.failed).toBe(false);
  });

  it("are those of the sign itself for other skin tones and forms", () => {
    expect(bare("👍🏽")).toBe("👍");
    expect(names.of("👍🏽")).toBe("👍🏽 thumbs up");
    expect(names.of("❤")).toBe("❤ red heart");
  });

  it("are missing for what CLDR does not name", () => {
    expect(names.of("a")).toBe("a");
  });

  it("of the language that was wanted last win", async () => {
    await Promise.all([names.load("pt"), names.load("de")]);
    expect(names.of("👍")).toContain("Daumen");
  });
});
