// One person in several browsers: how one more is added, which there are, and signing out.
import type texts from "../../../../src/enishi/features/devices/texts/en.json";
import type { Feature } from "../../lib/feature";
import Arrival from "./Arrival.svelte";
import { makeChanges } from "./changes.svelte";
import Devices from "./Devices.svelte";
import Elsewhere from "./Elsewhere.svelte";
import OpenDevices from "./OpenDevices.svelte";
import * as rest from "./rest";
import SignOut from "./SignOut.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  session: [makeChanges],
  events: { devices_changed: (_, session) => void (session.of(makeChanges).count += 1) },
  leadsBack: async () => ((await rest.devices()).length > 1 ? "devices.back" : undefined),
  doors: { device: Arrival },
  slots: { "door.back": Elsewhere, "settings.middle": OpenDevices, "settings.end": SignOut },
  panels: { devices: { title: "devices", testid: "devices-panel", content: Devices } },
};
