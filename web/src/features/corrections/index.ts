// A reader replaces a translation by their own words, or undoes that.
import type texts from "../../../../src/enishi/features/corrections/texts/en.json";
import type { Feature } from "../../lib/feature";
import Corrected from "./Corrected.svelte";
import Correction from "./Correction.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = { slots: { "message.below": Corrected, "message.translation": Correction } };
