// A recovery phrase: made in the settings, used at the door of a browser that knows nobody.
import type texts from "../../../../src/enishi/features/recovery/texts/en.json";
import type { Feature } from "../../lib/feature";
import OpenRecovery from "./OpenRecovery.svelte";
import Recover from "./Recover.svelte";
import Recovery from "./Recovery.svelte";
import * as rest from "./rest";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  leadsBack: async () => ((await rest.show()).made_at ? "recovery.back" : undefined),
  slots: { "door.back": Recover, "settings.middle": OpenRecovery },
  panels: { recovery: { title: "recovery", testid: "recovery-panel", content: Recovery } },
};
