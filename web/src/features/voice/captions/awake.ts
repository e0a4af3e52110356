// Keeps the screen on, where browsers can, for as long as something is shown.

export function awake(): () => void {
  let lock = keep();
  // Browsers let go of it when the page is hidden.
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
