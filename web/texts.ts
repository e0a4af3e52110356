// The texts of the interface: the spine's and each feature's, merged into one catalogue a language when the page is built.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

export type Catalogue = Record<string, string>;

const root = join(import.meta.dirname, "../src/enishi");
const spine = join(root, "catalogues");

/** Where texts are: the spine's folder, and one a feature. */
export const folders = (): string[] => [
  spine,
  ...readdirSync(join(root, "features"), { recursive: true, encoding: "utf8" })
    .filter((path) => /^[^/\\]+[/\\]texts$/.test(path))
    .sort()
    .map((path) => join(root, "features", path)),
];

/** The languages that the interface speaks. */
export const languages = (): string[] => readdirSync(spine).map((file) => file.replace(".json", ""));

export const read = (folder: string, language: string): Catalogue =>
  JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));

/** All texts of a language; a key belongs to one folder. */
export function merged(language: string): Catalogue {
  const all: Catalogue = {};
  for (const folder of folders())
    for (const [key, text] of Object.entries(read(folder, language))) {
      if (key in all) throw new Error(`The text "${key}" is defined twice; once in ${folder}.`);
      all[key] = text;
    }
  return all;
}

const NAME = "virtual:texts";

/** `virtual:texts` has the English catalogue, and for each other language what loads its catalogue. */
export function texts(): Plugin {
  return {
    name: "texts",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${NAME}`)) return;
      const language = id.slice(NAME.length + 2);
      for (const folder of folders()) this.addWatchFile(join(folder, `${language || "en"}.json`));
      if (language) return `export default ${JSON.stringify(merged(language))}`;
      const loaders = languages()
        .filter((other) => other !== "en")
        .map((other) => `"${other}": () => import("${NAME}/${other}")`);
      return `export const english = ${JSON.stringify(merged("en"))}; export const loaders = {${loaders}};`;
    },
  };
}
