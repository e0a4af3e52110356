// What features keep for a session or for a room: each part is made once, with its owner, and found by what makes it.

export type Make<Owner, Part> = (owner: Owner) => Part;

export class Parts<Owner> {
  readonly #made = new Map<Make<Owner, unknown>, unknown>();

  /** All are made at once: what is made while a component is built would end with it. */
  make(owner: Owner, makers: readonly Make<Owner, unknown>[]): void {
    for (const make of makers) this.#made.set(make, make(owner));
  }

  of<Part>(make: Make<Owner, Part>): Part {
    if (!this.#made.has(make)) throw new Error("No feature of the list keeps this part.");
    return this.#made.get(make) as Part;
  }
}
