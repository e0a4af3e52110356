// Counts the changes of a room's glossary since the page was opened.
import type { Room } from "../../lib/room.svelte";

class Changes {
  count = $state(0);
}

export const glossaryChanges = (_: Room): Changes => new Changes();
