// Hosts invite people by a link or its QR code.
import type texts from "../../../../src/enishi/features/invites/texts/en.json";
import type { Feature } from "../../lib/feature";
import Invites from "./Invites.svelte";
import OpenInvites from "./OpenInvites.svelte";

type Own = typeof texts;

declare module "../../lib/text/texts" {
  interface Texts extends Own {}
}

export const feature: Feature = {
  slots: { "room.header.start": OpenInvites },
  panels: { invites: { title: "invites", testid: "invites-panel", content: Invites } },
};
