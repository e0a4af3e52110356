// Keys that open a panel, on keyboards of several scripts.
import { expect, it } from "vitest";
import { pressed, shortcuts } from "../src/lib/shortcuts";

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  pressed(
    {
      key,
      code: "",
      ctrlKey: true,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      ...more,
    } as KeyboardEvent,
    shortcuts,
  )?.panel;

it("are found by what is written on the key, or by its place where that is another script", () => {
  expect(press("k")).toBe("go");
  expect(press("K")).toBe("go"); // with the capitals locked
  expect(press("k", { ctrlKey: false, metaKey: true })).toBe("go");
  expect(press("л", { code: "KeyK" })).toBe("go");
  expect(press("/")).toBe("shortcuts");
  expect(press("/", { shiftKey: true })).toBe("shortcuts");
});

it("leave what is the browser's, or was typed, alone", () => {
  expect(press("k", { ctrlKey: false })).toBeUndefined();
  expect(press("K", { shiftKey: true })).toBeUndefined();
  expect(press("k", { altKey: true })).toBeUndefined();
  expect(press("t", { code: "KeyK" })).toBeUndefined();
  expect(press("ê")).toBeUndefined();
});
