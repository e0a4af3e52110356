// Languages that come by themselves: what is on its way, what a host is asked, what the house has.
import type texts from "../../../../src/enishi/features/languages/texts/en.json";
import type { Feature } from "../../lib/feature";
import { arriving } from "./arriving.svelte";
import HousePanel from "./HousePanel.svelte";
import Notices from "./Notices.svelte";
import OpenHouseLanguages from "./OpenHouseLanguages.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  session: [arriving],
  events: {
    welcome: (_, session) => session.of(arriving).begin(),
    language_arrives: (event, session) => session.of(arriving).tell(event),
    languages_offered: (event, session) => session.of(arriving).offer(event),
  },
  slots: { "room.status": Notices, "home.empty": Notices, "settings.middle": OpenHouseLanguages },
  panels: { languages: { title: "languages", testid: "languages-panel", content: HousePanel } },
};
