// What was put in the place of other words.
import { expect, it } from "vitest";
import { changed } from "../../../src/features/glossary/changed";

it("finds what was put in the place of other words", () => {
  const before = "O conselho municipal reúne-se hoje.";
  expect(changed(before, "A junta de freguesia reúne-se hoje.", "pt")).toBe("A junta de freguesia");
  expect(changed(before, before, "pt")).toBe("");
  expect(changed("o banco do rio", "o banco alto do rio", "pt")).toBe("alto");
  expect(changed("a a", "a a a", "pt")).toBe("a");
});
