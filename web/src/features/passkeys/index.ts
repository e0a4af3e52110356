// Passkeys: made in the settings, used at the door, where the browser has them.
import type texts from "../../../../src/enishi/features/passkeys/texts/en.json";
import type { Feature } from "../../lib/feature";
import OpenPasskeys from "./OpenPasskeys.svelte";
import Passkeys from "./Passkeys.svelte";
import * as rest from "./rest";
import UsePasskey from "./UsePasskey.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  leadsBack: async () => ((await rest.passkeys()).length > 0 ? "passkeys.back" : undefined),
  slots: { "door.back": UsePasskey, "settings.middle": OpenPasskeys },
  panels: { passkeys: { title: "passkeys", testid: "passkeys-panel", content: Passkeys } },
};
