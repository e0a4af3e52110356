// The glossary and the translation memory of a room.
import type texts from "../../../../src/enishi/features/glossary/texts/en.json";
import type { Feature } from "../../lib/feature";
import { glossaryChanges } from "./changes.svelte";
import Glossary from "./Glossary.svelte";
import OfferTerm from "./OfferTerm.svelte";
import OpenGlossary from "./OpenGlossary.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [glossaryChanges],
  events: { glossary_changed: (_, room) => void room.of(glossaryChanges).count++ },
  slots: { "correction.saved": OfferTerm, "settings.room": OpenGlossary },
  panels: { glossary: { title: "glossary", testid: "glossary-panel", content: Glossary } },
};
