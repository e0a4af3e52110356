// The REST routes of what the house knows of a member, and of files of it.
import type { Known } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const known = () => ask<Known[]>("GET", "me/data");

export const forms = ["html", "json"] as const;
type FormOfFile = (typeof forms)[number];

export const ownFile = (form: FormOfFile) => `/api/me/export/${form}`;
export const roomFile = (room: string, form: FormOfFile) => `/api/rooms/${room}/export/${form}`;
