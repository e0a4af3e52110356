// Whom one blocks: from then on neither sees what the other writes or does; the other is not told.
import type texts from "../../../../src/enishi/features/blocks/texts/en.json";
import type { Feature } from "../../lib/feature";
import { blocked } from "./blocked.svelte";
import Blocks from "./Blocks.svelte";
import OpenBlocks from "./OpenBlocks.svelte";
import Person from "./Person.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  session: [blocked],
  events: {
    blocks_changed(_, session) {
      session.of(blocked).forget();
      session.renew();
    },
  },
  slots: { "people.person": Person, "settings.middle": OpenBlocks },
  panels: { blocks: { title: "blocks", testid: "blocks-panel", content: Blocks } },
};
