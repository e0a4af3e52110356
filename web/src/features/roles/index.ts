// Hosts say what others are in a room, and remove who shall go.
import type texts from "../../../../src/enishi/features/roles/texts/en.json";
import type { Feature } from "../../lib/feature";
import Hostless from "./Hostless.svelte";
import OpenHostless from "./OpenHostless.svelte";
import Person from "./Person.svelte";
import Removed from "./Removed.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: {
    "people.person": Person,
    "room.status": Removed,
    "home.empty": Removed,
    "settings.middle": OpenHostless,
  },
  panels: { hostless: { title: "roles.hostless", testid: "hostless-panel", content: Hostless } },
};
