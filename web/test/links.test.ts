// Links and words of the glossary inside a text.
import { expect, it } from "vitest";
import type { TermUse } from "../src/lib/protocol";
import { marked, parts } from "../src/lib/text/links";

const links = (text: string) => parts(text).flatMap(({ link }) => link ?? []);

it("leaves the punctuation of the sentence outside its links", () => {
  expect(parts("See https://example.org/a?b=1. Yes (http://b.example/)!")).toEqual([
    { text: "See " },
    { text: "https://example.org/a?b=1", link: "https://example.org/a?b=1" },
    { text: ". Yes (" },
    { text: "http://b.example/", link: "http://b.example/" },
    { text: ")!" },
  ]);
  expect(parts("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});

it.each([
  ["(see https://en.wikipedia.org/wiki/Foo_(bar))", "https://en.wikipedia.org/wiki/Foo_(bar)"],
  ["見て（https://example.org/a）ね", "https://example.org/a"],
  ["看 https://example.org/路径，然后", "https://example.org/路径"],
  ["https://example.org/a؟", "https://example.org/a"],
  ["http://localhost:8080/join/x", "http://localhost:8080/join/x"],
])("in %s the link is %s", (text, link) => {
  expect(links(text)).toEqual([link]);
});

it.each(["ftp://example.org", "mailto:ana@example.org", "//example.org", "example.org", "https://"])(
  "%s is no link",
  (text) => {
    expect(parts(text)).toEqual([{ text }]);
  },
);

const use = (start: number, stop: number): TermUse => ({
  start,
  stop,
  said: "hall",
  settled: { term: "t", by: "b", at: "2026-01-01T00:00:00Z" },
});

it("finds the words of terms by their characters, also behind an emoji", () => {
  const term = use(2, 6);
  expect(marked("😀 sala https://a.example", [term])).toEqual([
    { text: "😀 " },
    { text: "sala", term },
    { text: " " },
    { text: "https://a.example", link: "https://a.example" },
  ]);
  expect(marked("sala", [])).toEqual([{ text: "sala" }]);
  expect(marked("sala", [use(0, 9)])).toEqual([{ text: "sala" }]);
});

it("makes no link of what a term has a part in", () => {
  const found = marked("https://evil.example", [use(0, 7)]);
  expect(found.flatMap(({ link }) => link ?? [])).toEqual([]);
  expect(found.map(({ text }) => text)).toEqual(["https:/", "/evil.example"]);
});
