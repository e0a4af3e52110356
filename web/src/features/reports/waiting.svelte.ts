// The reports that wait in a room, for who decides about them.
import { Attempt } from "../../lib/attempt.svelte";
import type { ReportView } from "../../lib/protocol";
import { ask } from "../../lib/rest";
import type { Room } from "../../lib/room.svelte";

export class Waiting {
  all = $state.raw<readonly ReportView[]>([]);
  readonly attempt = new Attempt();

  constructor(private readonly room: Room) {}

  /** Asks for them anew; who decides about nothing has none. */
  async renew(): Promise<void> {
    if (!this.room.may("steward")) this.all = [];
    else
      await this.attempt.run(
        async () => (this.all = await ask<ReportView[]>("GET", `rooms/${this.room.id}/reports`)),
      );
  }
}

export const waiting = (room: Room): Waiting => new Waiting(room);
