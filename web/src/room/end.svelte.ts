// Keeps a list scrolled to its end while rows are added and grow, until the reader scrolls away.
import type { Aim } from "./aim.svelte";

const CLOSE = 80;
const HAND = 1000;

export class End {
  at = $state(true);
  #frame: HTMLElement | undefined;
  #last = 0;
  #touched = Number.NEGATIVE_INFINITY;

  constructor(
    readonly aim: Aim,
    readonly resized: (frame: HTMLElement) => void,
  ) {}

  attach = (frame: HTMLElement): (() => void) => {
    this.#frame = frame;
    const hand = (event: Event) => {
      const pressed = event instanceof KeyboardEvent && ["Enter", " "].includes(event.key);
      if (!pressed) this.#touched = performance.now();
    };
    // A pointerdown on the frame itself is on its scroll bar.
    const grip = (event: Event) => event.target === frame && hand(event);
    for (const type of ["wheel", "touchmove", "keydown"])
      frame.addEventListener(type, hand, { passive: true });
    frame.addEventListener("pointerdown", grip);
    const observer = new ResizeObserver(() => {
      this.settle();
      this.resized(frame);
    });
    for (const each of [frame, ...frame.children]) observer.observe(each);
    return () => observer.disconnect();
  };

  settle(): void {
    if (this.at && !this.aim.taken && this.#frame) this.#frame.scrollTop = this.#frame.scrollHeight;
  }

  scrolled(): void {
    if (!this.#frame) return;
    const { scrollHeight, clientHeight, scrollTop } = this.#frame;
    const close = scrollHeight - clientHeight - scrollTop < CLOSE;
    const down = scrollTop >= this.#last;
    this.#last = scrollTop;
    // Only user input leaves the end; measuring and growing rows do not.
    if (down) this.at ||= close;
    else if (performance.now() - this.#touched < HAND) this.at = close;
  }
}
