// Which panel is open, and whether the room is shown in another view.
import { tick } from "svelte";

export class Panels {
  open = $state.raw<{ readonly name: string; readonly given?: unknown }>();
  /** The hash of the address without its sign; the room's own form has none. */
  view = $state(hash());
  #opener: HTMLElement | undefined;

  /** Opens a sheet in the place of the open one; `given` is passed on to it. */
  async show(name: string, given?: unknown): Promise<void> {
    if (this.open) {
      this.close();
      await tick(); // so that the focus goes back to where the first one was opened
    }
    this.#opener = document.activeElement as HTMLElement;
    this.open = { name, given };
  }

  close(): void {
    this.open = undefined;
  }

  enlarge(view: string): void {
    this.close();
    history.pushState(null, "", `#${view}`);
    this.view = view;
  }

  /** The keyboard goes on where the sheet with the other form was opened. */
  async shrink(): Promise<void> {
    history.replaceState(null, "", location.pathname);
    this.view = "";
    await tick();
    this.#opener?.focus();
  }

  /** The reader went back or forward in the browser's history. */
  follow(): void {
    this.view = hash();
  }
}

const hash = () => location.hash.slice(1);
