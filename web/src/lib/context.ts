// What components read from the Svelte context, so that it is not passed through props.
import { createContext } from "svelte";
import type { Panels } from "./panels.svelte";
import type { Room } from "./room.svelte";
import type { Session } from "./session.svelte";

/** What can be done with a message, wherever in the room it is shown. */
export interface Deeds {
  reply(message: string): void;
  edit(message: string, text: string): void;
  /** Puts a text back into the composer. */
  rewrite(text: string): void;
  find(message: string): void;
  /** Keeps a row in the DOM while it is in use. */
  hold(key: string): void;
  /** A row was opened and grows: it keeps its place. */
  opened(key: string): void;
  toEnd(): void;
}

export const [getSession, setSession] = createContext<Session>();
/** The open room; where another one opens, its components are made anew. */
export const [getRoom, setRoom] = createContext<Room>();
export const [getDeeds, setDeeds] = createContext<Deeds>();
export const [getPanels, setPanels] = createContext<Panels>();
