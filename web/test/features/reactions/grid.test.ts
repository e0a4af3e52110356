// Where the arrow keys lead in the grid of emoji.
import { expect, it } from "vitest";
import { COLUMNS, rowsOf, step } from "../../../src/features/reactions/grid";

const COUNT = 20;
const from = (at: number, key: string, rightToLeft = false) => step(key, at, COUNT, rightToLeft);

it("arrows move by one, or by one row", () => {
  expect(from(3, "ArrowRight")).toBe(4);
  expect(from(3, "ArrowLeft")).toBe(2);
  expect(from(3, "ArrowDown")).toBe(3 + COLUMNS);
  expect(from(3 + COLUMNS, "ArrowUp")).toBe(3);
});

it("left and right change places where one reads from right to left", () => {
  expect(from(3, "ArrowRight", true)).toBe(2);
  expect(from(3, "ArrowLeft", true)).toBe(4);
});

it("nothing leads out of the grid", () => {
  expect(from(0, "ArrowLeft")).toBe(0);
  expect(from(2, "ArrowUp")).toBe(2);
  expect(from(COUNT - 1, "ArrowRight")).toBe(COUNT - 1);
  expect(from(COUNT - 2, "ArrowDown")).toBe(COUNT - 2);
  expect(from(0, "PageUp")).toBe(0);
  expect(from(1, "PageDown")).toBe(COUNT - 1);
});

it("Home and End lead to the first and the last", () => {
  expect(from(9, "Home")).toBe(0);
  expect(from(9, "End")).toBe(COUNT - 1);
});

it("other keys are left alone", () => {
  expect(from(3, "Enter")).toBeUndefined();
  expect(from(3, "a")).toBeUndefined();
});

it("cells are in rows; the last one may be shorter", () => {
  const rows = rowsOf([...Array(COUNT).keys()]);
  expect(rows.map(({ length }) => length)).toEqual([8, 8, 4]);
  expect(rows.flat()).toEqual([...Array(COUNT).keys()]);
});
