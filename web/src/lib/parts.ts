// State of features for a session or a room: each part is created once, and found by the function that creates it.

export type Make<Owner, Part> = (owner: Owner) => Part;

export class Parts<Owner> {
  readonly #made = new Map<Make<Owner, unknown>, unknown>();

  /** All at once: Svelte would destroy `$derived` state that is created inside a component with that component. */
  make(owner: Owner, makers: readonly Make<Owner, unknown>[]): void {
    for (const make of makers) this.#made.set(make, make(owner));
  }

  of<Part>(make: Make<Owner, Part>): Part {
    if (!this.#made.has(make)) throw new Error("No feature of the list keeps this part.");
    return this.#made.get(make) as Part;
  }
}
