// The room that greets newcomers with a sample conversation.
import type { Feature } from "../../lib/feature";
import { t } from "../../lib/text/words.svelte";
import Hint from "./Hint.svelte";

export const feature: Feature = {
  title: ({ welcome }) => (welcome ? t("welcome.title") : undefined),
  slots: { "timeline.above": Hint },
};
