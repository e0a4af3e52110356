// How often the glossary of a room changed while this page was open.
import type { Room } from "../../lib/room.svelte";

class Changes {
  count = $state(0);
}

export const glossaryChanges = (_: Room): Changes => new Changes();
