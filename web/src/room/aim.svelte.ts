// Tells whether a pointer is about to press a line: what comes then must not move that line away from under it.

/** Milliseconds from the last move of a pointer, within which it may press. */
const AIMS = 600;

export class Aim {
  taken = $state(false);
  #place = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  attach = (frame: HTMLElement): (() => void) => {
    const moved = (event: PointerEvent) => {
      // Where the page moves under a pointer at rest, browsers tell of a move as well.
      const place = `${event.clientX} ${event.clientY}`;
      if (place !== this.#place && isOnLine(event)) this.#take(event.buttons > 0);
      this.#place = place;
    };
    const pressed = (event: PointerEvent) => isOnLine(event) && event.button === 0 && this.#take(true);
    const ended = () => this.taken && this.#take(false);
    frame.addEventListener("pointermove", moved, { passive: true });
    frame.addEventListener("pointerdown", pressed);
    frame.addEventListener("click", this.#release);
    for (const type of ["pointerup", "pointercancel"] as const) document.addEventListener(type, ended);
    return () => {
      this.#release();
      for (const type of ["pointerup", "pointercancel"] as const) document.removeEventListener(type, ended);
    };
  };

  /** What is pressed holds until it is let go; a pointer that only moves, for a while. */
  #take(pressed: boolean): void {
    this.taken = true;
    clearTimeout(this.#timer);
    if (!pressed) this.#timer = setTimeout(this.#release, AIMS);
  }

  #release = (): void => {
    this.taken = false;
    clearTimeout(this.#timer);
  };
}

function isOnLine({ target }: Event): boolean {
  return target instanceof Element && target.closest("[data-message]") !== null;
}
