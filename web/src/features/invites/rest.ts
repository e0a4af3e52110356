// The REST routes of a room's invites.
import type { InviteView, MakeInvite } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const invites = (room: string) => ask<InviteView[]>("GET", `rooms/${room}/invites`);
export const makeInvite = (room: string, body: MakeInvite) =>
  ask<InviteView>("POST", `rooms/${room}/invites`, body);
/** With `remove`, who came by it leaves the room as well. */
export const revoke = ({ room, id }: InviteView, remove: boolean) =>
  ask<void>("DELETE", `rooms/${room}/invites/${id}${remove ? "?remove=true" : ""}`);
