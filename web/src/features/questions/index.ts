// A reader asks the author of a message for other words.
import type texts from "../../../../src/enishi/features/questions/texts/en.json";
import type { Feature } from "../../lib/feature";
import Ask from "./Ask.svelte";
import { questions } from "./questions";
import Questions from "./Questions.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  rules: questions,
  slots: { "message.below": Questions, "message.action": Ask },
};
