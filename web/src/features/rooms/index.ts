// What hosts say about a room: its name, what it is for, who does what in it; and the way out of it.
import type texts from "../../../../src/enishi/features/rooms/texts/en.json";
import type { Feature } from "../../lib/feature";
import { comings } from "./comings.svelte";
import OpenSheet from "./OpenSheet.svelte";
import Past from "./Past.svelte";
import Sheet from "./Sheet.svelte";
import Slow from "./Slow.svelte";
import Status from "./Status.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [comings],
  events: {
    // It is told of members with another name, too.
    member_joined: ({ member: { id } }, room) =>
      (!room.members.has(id) || room.role(id) === "former") && room.of(comings).came(id),
    role_changed: ({ member, role, by }, room) =>
      role === "former" && room.of(comings).went(member, by === member),
  },
  slots: {
    "timeline.above": Past,
    "room.status": Status,
    "composer.above": Slow,
    "settings.room": OpenSheet,
  },
  panels: { room: { title: "room.sheet", testid: "room-panel", content: Sheet } },
};
