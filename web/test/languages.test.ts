// Languages by their own names.
import { expect, it } from "vitest";
import { direction, guess, ownName } from "../src/lib/text/languages";

it("are named in their own script", () => {
  expect(["pt", "ja", "ar"].map(ownName)).toEqual(["Português", "日本語", "العربية"]);
  expect(ownName("not a tag")).toBe("not a tag");
});

it("are guessed from what the browser says, by language and script", () => {
  expect(guess(["pt-BR", "en"], ["en", "pt"])).toBe("pt");
  expect(guess(["zh-TW"], ["zh-Hans", "zh-Hant"])).toBe("zh-Hant");
  expect(guess(["tlh", "en-GB"], ["en", "en-GB"])).toBe("en-GB");
  expect(guess(["tlh"], ["en"])).toBeUndefined();
  expect(
    ["no-NO", "iw", "in-ID", "tl", "sh"].map((tag) => guess([tag], ["nb", "he", "id", "fil", "sr-Latn"])),
  ).toEqual(["nb", "he", "id", "fil", "sr-Latn"]);
});

it("know their direction", () => {
  expect(["ar", "fa", "he", "ur", "en", "ja", "?"].filter((tag) => direction(tag) === "rtl")).toEqual([
    "ar",
    "fa",
    "he",
    "ur",
  ]);
});
