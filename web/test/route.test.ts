// How a translation came about, as its readers are told.
import { expect, it } from "vitest";
import type { Step, Translation } from "../src/lib/protocol";
import { corrected, isRough, origin } from "../src/lib/text/route";

const through = (...steps: string[]): Translation =>
  ({
    route: steps.map((step): Step => {
      const [engine, source, target] = step.split(" ");
      return { engine, source, target } as Step;
    }),
    corrected_by: null,
  }) as Translation;

const DIRECT = through("firefox en pt");
const ONE = through("firefox en pt", "apertium pt es");
const SEVERAL = through("firefox en pt", "apertium pt es", "apertium es ca");

it("is direct, or through one or several languages", () => {
  expect([DIRECT, ONE, SEVERAL].map((each) => origin(each, new Map()))).toEqual([
    "Translated directly, by Firefox",
    "Translated through Portuguese, by Firefox and Apertium",
    "Translated through Portuguese and Spanish, by Firefox and Apertium",
  ]);
});

it("is rough after several rule-based steps, until somebody corrects it", () => {
  expect([DIRECT, ONE, through("apertium es ca"), SEVERAL].map(isRough)).toEqual([false, false, false, true]);
  expect(isRough(through("apertium pt es", "apertium es ca"))).toBe(true);
  expect(isRough({ ...SEVERAL, corrected_by: "somebody" })).toBe(false);
});

it("tells who corrected it and when, here or when the same was said before", () => {
  const by = { corrected_by: "m", corrected_at: new Date().toISOString() };
  const told = (each: Translation) => corrected(each, new Map());
  expect(told({ ...through(), ...by })).toMatch(/^Corrected by .*: Today$/);
  expect(told({ ...through("memory en pt"), ...by })).toMatch(/^As .* corrected: Today$/);
  expect(told({ ...through("memory en pt"), ...by, corrected_at: null })).toMatch(/^Corrected by/);
  expect(told(DIRECT)).toBe("");
});
