// Whom the reader blocks: asked of the server where it is shown.
import type { BlockedMember } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export class BlockedPeople {
  people = $state.raw<readonly BlockedMember[]>();
  #asked?: Promise<void>;

  /** Asks once for all who show it; who shows it again after a failure asks again. */
  look(): Promise<void> {
    this.#asked ??= this.#ask().catch((error: unknown) => {
      this.#asked = undefined;
      throw error;
    });
    return this.#asked;
  }

  /** It changed: what is shown stays until the answer comes. */
  forget(): void {
    this.#asked = undefined;
    if (this.people) this.look().catch(() => undefined); // who opens the list asks again
  }

  has(member: string): boolean {
    return this.people?.some(({ id }) => id === member) ?? false;
  }

  async #ask(): Promise<void> {
    this.people = await ask<BlockedMember[]>("GET", "blocks");
  }
}

export const blocked = (): BlockedPeople => new BlockedPeople();

export const block = (member: string) => ask<void>("PUT", `blocks/${member}`);
export const lift = (member: string) => ask<void>("DELETE", `blocks/${member}`);
