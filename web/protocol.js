// Turns the wire of the server into src/lib/protocol.ts (--write), or tells whether that file is stale.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { compile } from "json-schema-to-typescript";

const file = new URL("src/lib/protocol.ts", import.meta.url);
const python = process.env.PYTHON ? resolve(process.env.PYTHON) : "python";
const schema = JSON.parse(execFileSync(python, ["-m", "scripts.protocol_schema"], { cwd: ".." }));

// A title on every field would make a named type of every field.
for (const model of Object.values(schema.definitions)) {
  for (const field of Object.values(model.properties ?? {})) delete field.title;
}

const types = await compile(schema, "Wire", {
  additionalProperties: false,
  bannerComment:
    "// Generated from src/enishi/protocol.py and each wire.py by `npm run protocol`; do not edit.",
  ignoreMinAndMaxItems: true,
});

if (process.argv.includes("--write")) {
  writeFileSync(file, types);
} else if (readFileSync(file, "utf8") !== types) {
  console.error("src/lib/protocol.ts is stale: run `npm run protocol`.");
  process.exit(1);
}
