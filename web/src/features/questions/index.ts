// A reader asks the writer of a message for other words.
import type { Feature } from "../../lib/feature";
import Ask from "./Ask.svelte";
import { questions } from "./questions";
import Questions from "./Questions.svelte";

export const feature: Feature = {
  rules: questions,
  slots: { "message.below": Questions, "message.action": Ask },
};
