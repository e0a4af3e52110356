// What the browser keeps for the page, and that nothing of it is left.
import { beforeEach, expect, it, vi } from "vitest";
import { forgetAll, keys, recall, remember } from "../src/lib/memory";

beforeEach(() => {
  const kept = new Map<string, string>([["of.another.page", "1"]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (key.endsWith("too.large")) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
      Object.assign(storage, { [key]: value });
    },
    removeItem(key: string) {
      kept.delete(key);
      delete (storage as Record<string, unknown>)[key];
    },
    "of.another.page": "1",
  };
  vi.stubGlobal("localStorage", storage);
});

it("forgets everything of this page, wherever it is kept, and nothing of others", () => {
  remember("draft.ana.room", { text: "words" });
  remember("too.large", "words that did not fit");
  expect(keys("").sort()).toEqual(["draft.ana.room", "too.large"]);
  forgetAll();
  expect(keys("")).toEqual([]);
  expect(recall("draft.ana.room")).toBeUndefined();
  expect(recall("too.large")).toBeUndefined();
  expect(localStorage.getItem("of.another.page")).toBe("1");
});
