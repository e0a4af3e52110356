// What clients of the translation API suggested, for owners of the house.
import type texts from "../../../../src/enishi/features/translation_api/texts/en.json";
import type { Feature } from "../../lib/feature";
import OpenSuggestions from "./OpenSuggestions.svelte";
import Suggestions from "./Suggestions.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: { "settings.middle": OpenSuggestions },
  panels: { suggestions: { title: "suggestions", testid: "suggestions-panel", content: Suggestions } },
};
