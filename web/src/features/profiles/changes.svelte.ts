// How often each member of a room has said something else of themselves: what shows it asks again.
export class Changes {
  #counts = $state.raw<Readonly<Record<string, number>>>({});

  of(member: string): number {
    return this.#counts[member] ?? 0;
  }

  add(member: string): void {
    this.#counts = { ...this.#counts, [member]: this.of(member) + 1 };
  }
}

export const changes = (): Changes => new Changes();
