// Links inside a text.
import { expect, it } from "vitest";
import { parts } from "../src/lib/text/links";

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
