// The house of the page: what may import what, and how large folders and files may become.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(svelte|ts)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8") }));

/** Each import of a file of the page, as the file and what it imports. */
const imports = files.flatMap(({ file, text }) =>
  [...text.matchAll(/\b(?:from|import)\s*\(?"(\.[^"]+)"/g)].map(([, path]) => ({
    file,
    imported: normalize(join(dirname(file), path!)),
  })),
);

/** The part of the page that a file belongs to; each feature is one of its own. */
function part(file: string): string {
  const [top, name] = file.split("/");
  if (top !== "features") return top!.includes(".") ? "page" : top!;
  return name === "index.ts" || !name ? "list" : `features/${name}`;
}

/** What each part may import besides itself. Features meet in `lib` and `ui` alone. */
const allowed: Record<string, RegExp> = {
  page: /^(lib|ui|door|room|list)$/,
  lib: /^$/,
  ui: /^lib$/,
  door: /^(lib|ui)$/,
  room: /^(lib|ui)$/,
  features: /^(lib|ui)$/,
  list: /^(lib|features\/\w+)$/,
};

it("imports go only downwards, and features do not import one another", () => {
  expect(imports.length).toBeGreaterThan(200);
  const wrong = imports.filter(({ file, imported }) => {
    const [from, to] = [part(file), part(imported)];
    return !imported.startsWith("..") && from !== to && !allowed[from.split("/")[0]!]!.test(to);
  });
  expect(wrong).toEqual([]);
});

it("a feature is imported by its index alone, and reads no texts but its own", () => {
  const wrong = imports.filter(({ file, imported }) => {
    const texts = /src\/enishi\/features\/(\w+)\//.exec(imported);
    if (texts) return part(file) !== `features/${texts[1]}`;
    return part(file) === "list" && part(imported) !== "lib" && imported.split("/").length > 2;
  });
  expect(wrong).toEqual([]);
});

it("no folder has more than 20 files", () => {
  const many = new Map<string, number>();
  for (const { file } of files) many.set(dirname(file), (many.get(dirname(file)) ?? 0) + 1);
  expect([...many].filter(([, count]) => count > 20)).toEqual([]);
});

it("no file has more than 300 lines, and half of them at most 100", () => {
  const written = files.filter(({ file }) => file !== "lib/protocol.ts");
  const lines = written.map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }));
  expect(lines.filter(({ lines }) => lines > 300)).toEqual([]);
  const sorted = lines.map(({ lines }) => lines).toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
});
