// Words that do not come back.
import { expect, it } from "vitest";
import { missing } from "../../../src/features/mirror/missing";

it("names each word that does not come back, once and as it was written", () => {
  expect(missing("The Bank by the bank opens", "the shore opens", "en")).toEqual(["Bank", "by"]);
});

it("heeds neither case nor accents nor points", () => {
  expect(missing("Até amanhã, José!", "ate AMANHA jose", "pt")).toEqual([]);
});

it("knows words where no spaces stand between them", () => {
  expect(missing("東京へ行く", "東京", "ja")).not.toContain("東京");
});
