// The room with the sample conversation for newcomers.
import type texts from "../../../../src/enishi/features/welcome/texts/en.json";
import type { Feature } from "../../lib/feature";
import { t } from "../../lib/text/words.svelte";
import Hint from "./Hint.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  title: ({ welcome }) => (welcome ? t("welcome.title") : undefined),
  slots: { "timeline.above": Hint },
};
