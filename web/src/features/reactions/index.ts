// Emoji that members put to a message.
import type texts from "../../../../src/enishi/features/reactions/texts/en.json";
import type { Feature } from "../../lib/feature";
import Add from "./Add.svelte";
import { reactions } from "./reactions";
import Reactions from "./Reactions.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  rules: reactions,
  slots: { "message.below": Reactions, "message.action": Add },
};
