// Words that do not come back.
import { expect, it } from "vitest";
import { changed, missing } from "../src/lib/compare";

it("names each word that does not come back, once and as it was written", () => {
  expect(missing("The Bank by the bank opens", "the shore opens", "en")).toEqual(["Bank", "by"]);
});

it("heeds neither case nor accents nor points", () => {
  expect(missing("Até amanhã, José!", "ate AMANHA jose", "pt")).toEqual([]);
});

it("knows words where no spaces stand between them", () => {
  expect(missing("東京へ行く", "東京", "ja")).not.toContain("東京");
});

it("finds what was put in the place of other words", () => {
  const before = "O conselho municipal reúne-se hoje.";
  expect(changed(before, "A junta de freguesia reúne-se hoje.", "pt")).toBe("A junta de freguesia");
  expect(changed(before, before, "pt")).toBe("");
  expect(changed("o banco do rio", "o banco alto do rio", "pt")).toBe("alto");
  expect(changed("a a", "a a a", "pt")).toBe("a");
});
