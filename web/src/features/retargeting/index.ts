// A member changes the language they read, or the languages they understand.
import type texts from "../../../../src/enishi/features/retargeting/texts/en.json";
import type { Feature } from "../../lib/feature";
import Languages from "./Languages.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = { slots: { "settings.start": Languages } };
