// localStorage, or the memory of the page where that is not available (private windows, full disks).
const root = "enishi.";
const instead = new Map<string, string>();

export function remember(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(root + key, text);
    instead.delete(key);
  } catch {
    instead.set(key, text);
  }
}

export function recall<T>(key: string): T | undefined {
  try {
    return JSON.parse(instead.get(key) ?? localStorage.getItem(root + key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export function forget(key: string): void {
  instead.delete(key);
  try {
    localStorage.removeItem(root + key);
  } catch {
    // It was never there.
  }
}

/** Who leaves, leaves nothing behind: neither words nor choices. */
export function forgetAll(): void {
  keys("").forEach(forget);
}

export function keys(prefix: string): string[] {
  const found = new Set(instead.keys());
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(root)) found.add(key.slice(root.length));
  } catch {
    // Only what we hold ourselves.
  }
  return [...found].filter((key) => key.startsWith(prefix));
}
