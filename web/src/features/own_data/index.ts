// What the house knows of a member: listed, taken along as files, and erased; a room's words, by its hosts.
import type texts from "../../../../src/enishi/features/own_data/texts/en.json";
import type { Feature } from "../../lib/feature";
import OpenOwnData from "./OpenOwnData.svelte";
import OwnData from "./OwnData.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: { "settings.end": OpenOwnData },
  panels: { own_data: { title: "own", testid: "own-data-panel", content: OwnData } },
};
