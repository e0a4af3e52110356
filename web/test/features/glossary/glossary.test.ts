// A term while it is written.
import { expect, it } from "vitest";
import { draftOf, languagesOf, learned, newDraft, wishes } from "../../../src/features/glossary/terms";
import type { Member, Message, Translation } from "../../../src/lib/protocol";

const message = { language: "en", text: "The bank is steep." } as Message;
const translation = { language: "pt", text: "O banco é íngreme." } as Translation;
const members = ["en", "pt", "fr", "pt"].map((language) => ({ language }) as Member);

it("learns from a correction the words that were put in place of others", () => {
  const draft = learned(message, translation, "A margem é íngreme.");
  expect(draft).toMatchObject({ text: "", language: "en", translations: { pt: "A margem" }, met: message });
});

it("asks for words in what is read in the room, and in what it has words in", () => {
  const draft = { ...newDraft("en"), translations: { de: "Ufer" } };
  expect(languagesOf(draft, members)).toEqual(["de", "fr", "pt"]);
});

it("wishes only for what was written, and for nothing where the term is left alone", () => {
  const draft = { ...newDraft("en"), text: "bank", translations: { en: "bank", fr: " ", pt: "margem" } };
  expect(wishes(draft)).toEqual({ text: "bank", language: "en", translations: { pt: "margem" } });
  expect(wishes({ ...draft, language: "" })).toEqual({ text: "bank" });
});

it("takes up a term that is there", () => {
  const term = { id: "1", text: "Enishi", language: null, translations: {}, made_by: "2", made_at: "" };
  expect(draftOf(term)).toEqual({ id: "1", text: "Enishi", language: "", translations: {} });
});
