// Languages by their own names.
import { describe, expect, it } from "vitest";
import { direction, guess, nameOf, nameWithin, ownName, search } from "../src/lib/text/languages";

it("are named in their own script", () => {
  expect(["pt", "ja", "ar"].map(ownName)).toEqual(["Português", "日本語", "العربية"]);
  expect(ownName("not a tag")).toBe("not a tag");
});

it("are written inside sentences as the reader's language does", () => {
  expect(["fr", "en", "de"].map((reader) => nameWithin("pt", reader))).toEqual([
    "portugais",
    "Portuguese",
    "Portugiesisch",
  ]);
  expect(nameOf("pt", "fr")).toBe("Portugais");
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

describe("are found", () => {
  const all = ["de", "fr", "uk", "ar", "zh-Hans", "da", "sr-Latn", "pt"];
  const found = (wanted: string, reader = "en") => search(all, wanted, reader);

  it("by their own name, by the reader's, and by tag", () => {
    expect(found("Deu")[0]).toBe("de");
    expect(found("укр")).toEqual(["uk"]);
    expect(found("ukrain")).toEqual(["uk"]);
    expect(found("allem", "fr")).toEqual(["de"]);
    expect(found("中文")).toEqual(["zh-Hans"]);
    expect(found("uk")).toEqual(["uk"]);
  });

  it("whatever the case and the accents", () => {
    expect(found("FRANCAIS")).toEqual(["fr"]);
    expect(found(" português ")).toEqual(["pt"]);
    expect(found("عَرَبي".normalize("NFC").slice(0, 4), "ar")).toEqual(["ar"]);
  });

  it("with those first whose name begins so", () => {
    expect(found("rus")).toEqual([]);
    expect(found("simpl")).toEqual(["zh-Hans"]);
    expect(search(["sr-Latn", "la"], "lat", "en")).toEqual(["la", "sr-Latn"]);
  });
});
