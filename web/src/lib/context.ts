// What components find around them, so that nobody hands it down to them.
import { createContext } from "svelte";
import type { Panels } from "./panels.svelte";
import type { Room } from "./room.svelte";
import type { Session } from "./session.svelte";

/** What can be done with a message, wherever in the room it is shown. */
export interface Deeds {
  reply(message: string): void;
  edit(message: string, text: string): void;
  /** Takes a text back to where it was written. */
  rewrite(text: string): void;
  find(message: string): void;
  /** Keeps a line in the page while it is in use. */
  hold(key: string): void;
  /** A line opened and grows: it stays where it is. */
  opened(key: string): void;
  toEnd(): void;
}

export const [getSession, setSession] = createContext<Session>();
/** The open room; where another one opens, its components are made anew. */
export const [getRoom, setRoom] = createContext<Room>();
export const [getDeeds, setDeeds] = createContext<Deeds>();
export const [getPanels, setPanels] = createContext<Panels>();
