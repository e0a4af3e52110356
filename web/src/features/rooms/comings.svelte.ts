// Who came to belong to a room lately, and who left it; shown for a while.
import type { Room } from "../../lib/room.svelte";

/** For so long it is shown. */
const SHOWN = 10_000;

export interface Coming {
  readonly member: string;
  readonly how: "came" | "left" | "removed";
}

export class Comings {
  newest = $state.raw<Coming>();
  #timer?: ReturnType<typeof setTimeout>;

  constructor(readonly room: Room) {}

  came(member: string): void {
    this.#show({ member, how: "came" });
  }

  went(member: string, byThemselves: boolean): void {
    this.#show({ member, how: byThemselves ? "left" : "removed" });
  }

  #show(coming: Coming): void {
    if (this.room.settings.quiet || coming.member === this.room.reader.me.id) return;
    clearTimeout(this.#timer);
    this.newest = coming;
    this.#timer = setTimeout(() => (this.newest = undefined), SHOWN);
  }
}

export const comings = (room: Room): Comings => new Comings(room);
