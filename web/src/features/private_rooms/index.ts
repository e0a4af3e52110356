// Two people, or a few, write to each other alone: in a room that is called by the names of the others in it.
import type texts from "../../../../src/enishi/features/private_rooms/texts/en.json";
import type { Feature } from "../../lib/feature";
import { isolate } from "../../lib/text/languages";
import { t } from "../../lib/text/words.svelte";
import Note from "./Note.svelte";
import OpenSeveral from "./OpenSeveral.svelte";
import Several from "./Several.svelte";
import Write from "./Write.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  events: { room_opened: ({ view }, session) => void session.enter(view) },
  title: ({ others }) => {
    if (!others) return undefined;
    const names = others.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
    return names.length > 1 ? names.map(isolate).join(", ") : (names[0] ?? t("people.unknown"));
  },
  slots: { "people.person": Write, "people.end": OpenSeveral, "timeline.above": Note },
  panels: { several: { title: "private.several", testid: "several-panel", content: Several } },
};
