// Who one is to the others: one's name, and what one says of oneself.
import type texts from "../../../../src/enishi/features/profiles/texts/en.json";
import type { Feature } from "../../lib/feature";
import About from "./About.svelte";
import { changes } from "./changes.svelte";
import Edit from "./Edit.svelte";
import Name from "./Name.svelte";
import OpenProfile from "./OpenProfile.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [changes],
  events: { profile_changed: ({ member }, room) => room.of(changes).add(member) },
  slots: { "settings.start": Name, "settings.middle": OpenProfile, "person.about": About },
  panels: { profile: { title: "profiles.mine", testid: "profile-panel", content: Edit } },
};
