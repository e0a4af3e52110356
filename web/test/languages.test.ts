// Languages by their own names, and links inside a text.
import { expect, it } from "vitest";
import { direction, guess, ownName } from "../src/lib/text/languages";
import { parts } from "../src/lib/text/links";

it("are named in their own script", () => {
  expect(["pt", "ja", "ar"].map(ownName)).toEqual(["Português", "日本語", "العربية"]);
  expect(ownName("not a tag")).toBe("not a tag");
});

it("are guessed from what the browser says, by language and script", () => {
  expect(guess(["pt-BR", "en"], ["en", "pt"])).toBe("pt");
  expect(guess(["zh-TW"], ["zh-Hans", "zh-Hant"])).toBe("zh-Hant");
  expect(guess(["tlh", "en-GB"], ["en", "en-GB"])).toBe("en-GB");
  expect(guess(["tlh"], ["en"])).toBeUndefined();
});

it("know their direction", () => {
  expect(["ar", "fa", "he", "ur", "en", "ja", "?"].filter((tag) => direction(tag) === "rtl")).toEqual([
    "ar",
    "fa",
    "he",
    "ur",
  ]);
});

it("leave the punctuation of the sentence outside its links", () => {
  expect(parts("See https://example.org/a?b=1. Yes (http://b.example/)!")).toEqual([
    { text: "See " },
    { text: "https://example.org/a?b=1", link: "https://example.org/a?b=1" },
    { text: ". Yes (" },
    { text: "http://b.example/", link: "http://b.example/" },
    { text: ")!" },
  ]);
  expect(parts("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});
