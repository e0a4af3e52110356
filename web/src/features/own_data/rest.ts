// The REST routes of what the house knows of a member, and of files of it.
import type { Known } from "../../lib/protocol";
import { ask } from "../../lib/rest";
import type { Room } from "../../lib/room.svelte";

export const known = () => ask<Known[]>("GET", "me/data");

export const forms = ["html", "json"] as const;
type FormOfFile = (typeof forms)[number];

export const ownFile = (form: FormOfFile) => `/api/me/export/${form}`;
export const roomFile = (room: string, form: FormOfFile) => `/api/rooms/${room}/export/${form}`;

export const erase = (member: string, keep_words: boolean) =>
  ask<void>("POST", "me/erasure", { member, keep_words });

/** Whether nobody else is the host of a room that others are in. */
export function hostedAlone(room: Room, me: string): boolean {
  const others = [...room.members.values()].filter(({ id, kind }) => id !== me && kind === "person");
  const present = others.filter(({ id }) => room.role(id) !== "former");
  return room.may("host") && present.length > 0 && !present.some(({ id }) => room.role(id) === "host");
}
