// Where the arrow keys lead in a grid of cells. Pure.

export const COLUMNS = 8;

/** The index that a key leads to from `at`, undefined for other keys. At an edge it stays. */
export function step(key: string, at: number, count: number, rightToLeft: boolean): number | undefined {
  const forward = rightToLeft ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: at + forward,
    ArrowLeft: at - forward,
    ArrowDown: at + COLUMNS,
    ArrowUp: at - COLUMNS,
    PageDown: Math.min(at + 5 * COLUMNS, count - 1),
    PageUp: Math.max(at - 5 * COLUMNS, 0),
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined || (next >= 0 && next < count) ? next : at;
}

/** The cells in rows. */
export const rowsOf = <T>(cells: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, row) =>
    cells.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
