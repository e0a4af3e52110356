// Waits for a promise with a time limit.

/** What comes of `promise`, or undefined once so many milliseconds are over. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), milliseconds)));
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
