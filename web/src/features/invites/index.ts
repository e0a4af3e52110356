// Hosts let people in: by a link, or a code to scan.
import type { Feature } from "../../lib/feature";
import Invites from "./Invites.svelte";
import OpenInvites from "./OpenInvites.svelte";

export const feature: Feature = {
  slots: { "room.header.start": OpenInvites },
  panels: { invites: { title: "invites", testid: "invites-panel", content: Invites } },
};
