// The REST routes of a room's glossary and memory.
import type { GlossaryChanges, Imported, PutTerm, TermView } from "../../lib/protocol";
import { ask } from "../../lib/rest";

export const glossary = (room: string) => ask<TermView[]>("GET", `rooms/${room}/glossary`);
export const putTerm = (room: string, id: string, body: PutTerm) =>
  ask<TermView>("PUT", `rooms/${room}/glossary/${id}`, body);
export const removeTerm = (room: string, id: string) => ask<void>("DELETE", `rooms/${room}/glossary/${id}`);

export const changes = (room: string) => ask<GlossaryChanges>("GET", `rooms/${room}/glossary/changes`);
export const undoChange = (room: string, id: string) =>
  ask<void>("POST", `rooms/${room}/glossary/changes/${id}/undo`);
export const lockGlossary = (room: string, locked: boolean) =>
  ask<void>("PUT", `rooms/${room}/glossary/lock`, { locked });

/** What the room has learned about words, as a file. */
export type Learned = "glossary" | "memory";
export const kinds = ["tmx", "csv"] as const;
export const fileOf = (room: string, what: Learned, kind: string) => `/api/rooms/${room}/${what}.${kind}`;
export const bring = (room: string, what: Learned, file: File) => {
  const kind = kinds.find((each) => file.name.toLowerCase().endsWith(`.${each}`)) ?? "csv";
  return ask<Imported>("POST", `rooms/${room}/${what}.${kind}`, file);
};
