// Keeps the screen on while something is shown, where the browser supports it.

export function awake(): () => void {
  let lock = keep();
  // Browsers release the lock when the page is hidden.
  const again = () => (lock = document.hidden ? lock : keep());
  document.addEventListener("visibilitychange", again);
  return () => {
    document.removeEventListener("visibilitychange", again);
    void lock.then((held) => held?.release());
  };
}

async function keep(): Promise<WakeLockSentinel | undefined> {
  try {
    return await navigator.wakeLock?.request("screen");
  } catch {
    return undefined; // a battery that runs low, a page that is not seen
  }
}
