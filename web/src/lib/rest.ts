// The REST door: what is asked before anybody is in, and outside the flow of events.
import type {
  Aloud,
  House,
  Imported,
  InvitePreview,
  InviteView,
  Join,
  Joined,
  MakeInvite,
  PageView,
  PutTerm,
  RoomView,
  TermView,
  Trouble,
} from "./protocol";

/** The server said no, or could not be reached (code `unreachable`). */
export class Troubled extends Error {
  constructor(readonly trouble: Pick<Trouble, "code" | "sentence"> & Partial<Trouble>) {
    super(trouble.sentence);
  }
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const file = body instanceof File;
  const headers = body === undefined || file ? undefined : { "Content-Type": "application/json" };
  let answer: Response;
  try {
    answer = await fetch(`/api/${path}`, {
      method,
      headers,
      body: file ? body : JSON.stringify(body),
      signal,
    });
  } catch {
    throw new Troubled({ code: "unreachable", sentence: "The server cannot be reached." });
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => undefined);
  throw new Troubled(told?.code ? told : { code: "error", sentence: answer.statusText });
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await send(method, path, body);
  if (answer.status === 204) return undefined as T;
  return answer.json().catch(() => {
    throw new Troubled({ code: "error", sentence: answer.statusText });
  });
}

export const house = () => ask<House>("GET", "house");
export const preview = (secret: string) => ask<InvitePreview>("GET", `invites/${encodeURIComponent(secret)}`);
export const join = (body: Join) => ask<Joined>("POST", "join", body);
export const leave = () => ask<void>("POST", "leave");
export const makeRoom = (title: string) => ask<RoomView>("POST", "rooms", { title });
export const history = (room: string, before: number) =>
  ask<PageView>("GET", `rooms/${room}/messages?before=${before}&limit=100`);
export const invites = (room: string) => ask<InviteView[]>("GET", `rooms/${room}/invites`);
export const makeInvite = (room: string, body: MakeInvite) =>
  ask<InviteView>("POST", `rooms/${room}/invites`, body);
/** A text read aloud by the server. */
export const speech = async (body: Aloud, signal: AbortSignal): Promise<Blob> =>
  (await send("POST", "speech", body, signal)).blob();
export const revoke = (invite: string) => ask<void>("DELETE", `invites/${invite}`);
export const glossary = (room: string) => ask<TermView[]>("GET", `rooms/${room}/glossary`);
export const putTerm = (room: string, id: string, body: PutTerm) =>
  ask<TermView>("PUT", `rooms/${room}/glossary/${id}`, body);
export const removeTerm = (room: string, id: string) => ask<void>("DELETE", `rooms/${room}/glossary/${id}`);

/** What the room has learned about words, as a file. */
export type Learned = "glossary" | "memory";
export const kinds = ["tmx", "csv"] as const;
export const fileOf = (room: string, what: Learned, kind: string) => `/api/rooms/${room}/${what}.${kind}`;
export const bring = (room: string, what: Learned, file: File) => {
  const kind = kinds.find((each) => file.name.toLowerCase().endsWith(`.${each}`)) ?? "csv";
  return ask<Imported>("POST", `rooms/${room}/${what}.${kind}`, file);
};
