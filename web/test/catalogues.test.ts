// The catalogues: whole, well formed, and no bigger than what is said.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { type Catalogue, folders, languages, read } from "../texts";

const house = languages();
const english: Catalogue = Object.assign({}, ...folders().map((folder) => read(folder, "en")));

const sources = (root: string, ending: RegExp): string =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");

const page = sources("src", /\.(svelte|ts)$/);
const server = sources("../src/enishi", /\.py$/);

function walk(elements: MessageFormatElement[], visit: (element: MessageFormatElement) => void): void {
  for (const element of elements) {
    visit(element);
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const { value } of Object.values(element.options)) walk(value, visit);
  }
}

function names(message: string): string[] {
  const found = new Set<string>();
  walk(parse(message, { ignoreTag: true }), (element) => {
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) found.add(element.value);
  });
  return [...found].sort();
}

/** The forms that a language needs for the numbers a room can have. */
function forms(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)))].sort();
}

it("are there in the seven languages of the house", () => {
  expect(house).toEqual(expect.arrayContaining(["ar", "de", "en", "es", "fr", "ja", "pt"]));
});

it("are in the folder of the spine and in one a feature", () => {
  expect(folders().length).toBeGreaterThan(5);
});

it("define no key twice", () => {
  const keys = folders().flatMap((folder) => Object.keys(read(folder, "en")));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

const catalogues = folders().flatMap((folder) => house.map((language) => ({ folder, language })));

describe.each(catalogues)("the catalogue $language of $folder", ({ folder, language }) => {
  const catalogue = read(folder, language);

  it("has every key, in order, and no other", () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(read(folder, "en")));
    expect(Object.keys(catalogue)).toEqual(Object.keys(catalogue).toSorted());
  });

  it("says something everywhere, with the same arguments as English", () => {
    for (const [key, message] of Object.entries(catalogue)) {
      expect(message.trim(), key).not.toBe("");
      expect(names(message), key).toEqual(names(english[key]!));
    }
  });

  it("has every form of every plural", () => {
    for (const [key, message] of Object.entries(catalogue))
      walk(parse(message, { ignoreTag: true }), (element) => {
        if (element.type !== TYPE.plural) return;
        const given = Object.keys(element.options).filter((form) => !form.startsWith("="));
        expect(given.sort(), key).toEqual(forms(language));
      });
  });
});

describe("the keys", () => {
  const used = new Set([...page.matchAll(/"([a-z_]+(?:\.[a-z_]+)*)"/g)].map(([, key]) => key));

  /** What stands before a name that is put in, as in t(`settings.theme.${each}`). */
  const chosen = [...page.matchAll(/\bt\(`([a-z_.]+\.)\$\{/g)].map(([, prefix]) => prefix!);

  it("are all said somewhere", () => {
    const codes = new Set(
      [...(page + server).matchAll(/(?:code\s*[=:]|\b(?:Deaf|broke|rest)\()\s*f?"([a-z_{}]+)"/g)].map(
        ([, code]) => code,
      ),
    );
    const isSaid = (key: string) => {
      if (chosen.some((prefix) => key.startsWith(prefix))) return true;
      const code = key.startsWith("trouble.") ? key.slice("trouble.".length) : undefined;
      return (
        used.has(key) ||
        (code && (codes.has(code) || codes.has(code.replace(/^(name|term|title)_/, "{what}_"))))
      );
    };
    expect(Object.keys(english).filter((key) => !isSaid(key))).toEqual([]);
  });
});
