// Shows an author how their text is translated, and the back-translations.
import type texts from "../../../../src/enishi/features/mirror/texts/en.json";
import type { Feature } from "../../lib/feature";
import Composed from "./Composed.svelte";
import { mirrors } from "./mirror.svelte";
import MirrorButton from "./MirrorButton.svelte";
import ReadBack from "./ReadBack.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  room: [mirrors],
  events: { mirrored: (event, room) => room.of(mirrors).answer(event) },
  slots: { "composer.above": Composed, "composer.tool": MirrorButton, "message.end": ReadBack },
};
