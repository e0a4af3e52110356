// The REST API: coming in, rooms, history; features use `ask` and `send`.
import type { House, InvitePreview, Join, Joined, Page, RoomView, Trouble } from "./protocol";

/** The server said no, or could not be reached (code `unreachable`). */
export class Troubled extends Error {
  constructor(readonly trouble: Pick<Trouble, "code" | "sentence"> & Partial<Trouble>) {
    super(trouble.sentence);
  }
}

export async function send(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
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

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await send(method, path, body);
  if (answer.status === 204) return undefined as T;
  return answer.json().catch(() => {
    throw new Troubled({ code: "error", sentence: answer.statusText });
  });
}

/** `reads` are the languages that the browser names, the preferred one first. */
export const house = (reads: readonly string[]) =>
  ask<House>("GET", `house?${new URLSearchParams(reads.map((tag) => ["reads", tag]))}`);
export const preview = (secret: string) => ask<InvitePreview>("POST", "invites/preview", { invite: secret });
export const join = (body: Join) => ask<Joined>("POST", "join", body);
export const makeRoom = (title: string) => ask<RoomView>("POST", "rooms", { title });
export const history = (room: string, before: number) =>
  ask<Page>("GET", `rooms/${room}/messages?before=${before}&limit=100`);
