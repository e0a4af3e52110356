// Drafts: others see what a member types while they type it.
import type texts from "../../../../src/enishi/features/drafts/texts/en.json";
import type { Feature } from "../../lib/feature";
import * as forming from "../../lib/drafts/forming";
import type { Room } from "../../lib/room.svelte";
import type { Drafting, Posted } from "../../lib/protocol";
import Note from "./Note.svelte";
import Preferences from "./Preferences.svelte";
import { sharing } from "./sharing";
import Tools from "./Tools.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [sharing],
  events: {
    drafting(event, room) {
      // One's own words stand where one types them.
      if (event.author !== room.reader.me.id || event.spoken) change(room, event);
    },
    posted: (event, room) => change(room, event),
  },
  interrupted: (room) => (room.drafts = forming.interrupt(room.drafts)),
  said: (room) => room.of(sharing).said(),
  slots: { "composer.above": Note, "composer.tool": Tools, "settings.middle": Preferences },
};

function change(room: Room, event: Drafting | Posted): void {
  room.drafts = forming.apply(room.drafts, event, Date.now());
  room.announcements.follow();
}
