// A reader reports a message; stewards and hosts compare the original with what was read, and decide.
import type texts from "../../../../src/enishi/features/reports/texts/en.json";
import type { Feature } from "../../lib/feature";
import Answer from "./Answer.svelte";
import Report from "./Report.svelte";
import { reports } from "./reports";
import Reports from "./Reports.svelte";
import Waiting from "./Waiting.svelte";
import { waiting } from "./waiting.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  rules: reports,
  room: [waiting],
  events: { reports_changed: (_, room) => room.of(waiting).renew() },
  slots: { "message.below": Answer, "message.action": Report, "room.status": Waiting },
  panels: { reports: { title: "reports", testid: "reports-panel", content: Reports } },
};
