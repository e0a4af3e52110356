// Search: asked in one's own language, it finds what was said in any.
import type texts from "../../../../src/enishi/features/search/texts/en.json";
import type { Feature } from "../../lib/feature";
import OpenSearch from "./OpenSearch.svelte";
import Panel from "./Panel.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: { "room.header.start": OpenSearch },
  panels: { search: { title: "search", testid: "search-panel", content: Panel } },
  shortcuts: [{ key: "f", panel: "search", text: "search.shortcut" }],
};
