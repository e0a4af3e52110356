// Who one is to the others: so far one's name.
import type texts from "../../../../src/enishi/features/profiles/texts/en.json";
import type { Feature } from "../../lib/feature";
import Name from "./Name.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = { slots: { "settings.start": Name } };
