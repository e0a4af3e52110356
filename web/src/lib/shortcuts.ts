// Keys that open a panel: Ctrl (Cmd on Apple's) and one more.
import type { Key } from "./text/words.svelte";

export interface Shortcut {
  /** A letter or a sign, as it is written on the key. */
  readonly key: string;
  /** The panel that it opens. */
  readonly panel: string;
  /** What it does, in words. */
  readonly text: Key;
}

/** Those of the spine. */
export const shortcuts: readonly Shortcut[] = [
  { key: "k", panel: "go", text: "shortcuts.go" },
  { key: "/", panel: "shortcuts", text: "shortcuts.list" },
];

/** The one that was pressed. A keyboard of another script has the letter of the place on the key. */
export function pressed(event: KeyboardEvent, all: readonly Shortcut[]): Shortcut | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  const letter = /^\p{L}$/u.test(event.key) && !/^[a-z]$/i.test(event.key);
  const key = letter ? event.code.replace(/^Key/, "") : event.key;
  // Some keyboards have a sign only together with Shift; letters with Shift are the browser's.
  if (event.shiftKey && /^[a-z]$/i.test(key)) return undefined;
  return all.find((each) => each.key === key.toLowerCase());
}
