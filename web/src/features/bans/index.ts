// Owners of the house ban people from it, and let them back in.
import type texts from "../../../../src/enishi/features/bans/texts/en.json";
import type { Feature } from "../../lib/feature";
import Ban from "./Ban.svelte";
import Bans from "./Bans.svelte";
import OpenBans from "./OpenBans.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: { "people.person": Ban, "settings.middle": OpenBans },
  panels: { bans: { title: "bans", testid: "bans-panel", content: Bans } },
};
