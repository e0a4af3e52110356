// Stewards and hosts mute who shall write nothing for a time, and remove messages; hosts read what was done in the room.
import type texts from "../../../../src/enishi/features/moderation/texts/en.json";
import type { Feature } from "../../lib/feature";
import Audit from "./Audit.svelte";
import Mute from "./Mute.svelte";
import Muted from "./Muted.svelte";
import OpenAudit from "./OpenAudit.svelte";
import TakeDown from "./TakeDown.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: {
    "message.action": TakeDown,
    "people.person": Mute,
    "room.status": Muted,
    "settings.room": OpenAudit,
  },
  panels: { audit: { title: "moderation.audit", testid: "audit-panel", content: Audit } },
};
