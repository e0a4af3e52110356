// The interface between the page and its features. `features/index.ts` lists the features in order.
import type { Component, Snippet } from "svelte";
import type { AnyRules, Told } from "./messages/entry";
import type { Make } from "./parts";
import type { House, Member, Message, RoomView, SignedIn, Translation, Wire } from "./protocol";
import type { Reading } from "./messages/reading";
import type { Room } from "./room.svelte";
import type { Session } from "./session.svelte";
import type { Shortcut } from "./shortcuts";
import type { Key } from "./text/words.svelte";

type Event = Wire["event"];
/** A component that takes what its place gives, or nothing. */
export type Part<P extends object> = Component<P> | Component<Record<string, never>>;

type Where<E> = E extends { room: string } ? Room : Session;

export interface Feature {
  /** What it keeps about messages, and which facts change that. */
  readonly rules?: AnyRules;
  /**
   * What it does when an event comes live: of a room, or of the whole connection.
   *
   * What is missed or history is told to the rules alone; a message is `posted` once, however often it is told.
   */
  readonly events?: {
    readonly [T in Event["type"]]?: (
      event: Extract<Event, { type: T }>,
      where: Where<Extract<Event, { type: T }>>,
    ) => void;
  };
  /** What it keeps for each room and for the session: `room.of(make)`, `session.of(make)`. */
  readonly room?: readonly Make<Room, unknown>[];
  readonly session?: readonly Make<Session, unknown>[];
  /** The connection of a room is gone, or something was missed. */
  readonly interrupted?: (room: Room, offline: boolean) => void;
  /** What was written in the composer became a message. */
  readonly said?: (room: Room) => void;
  /** Sound came over the connection. */
  readonly sounded?: (data: ArrayBuffer, session: Session) => void;
  /** The name of a room whose title is not shown; `others` are those in a private one, but for the reader. */
  readonly title?: (room: Named) => string | undefined;
  readonly slots?: { readonly [N in SlotName]?: Part<SlotProps[N]> };
  /** Keys that open its panels. */
  readonly shortcuts?: readonly Shortcut[];
  /** Sheets beside the room, by the name they are opened with. */
  readonly panels?: Readonly<Record<string, PanelOf>>;
  /** Pages before signing in, by the first part of their address; what they lead in by stands in its fragment. */
  readonly doors?: Readonly<Record<string, Component<DoorProps>>>;
  /** A way back into the house for who signs out in this browser, where there is one. */
  readonly leadsBack?: () => Promise<Key | undefined>;
  /** Other forms of a room that fill the screen, by the hash of their address. */
  readonly views?: Readonly<Record<string, Component<{ onclose: () => void }>>>;
}

export interface Named extends Pick<RoomView, "title" | "welcome"> {
  readonly others?: readonly Member[];
}

export interface DoorProps {
  secret: string;
  house: House;
  onsignedin: (signed: SignedIn) => void;
}

export interface PanelOf {
  readonly title: Key;
  readonly testid: string;
  /** `given` is what the panel was opened with. */
  readonly content: Part<{ given?: unknown }>;
}

/** A message that was told, and how the reader reads it. */
interface Read {
  entry: Told;
  read: Reading;
  own: boolean;
}

type Nothing = Record<never, never>;

/** The places where features show something, and what is given to them. */
export interface SlotProps {
  /** Under the words of a message. */
  "message.below": Read;
  /** Among the buttons of an open message; `onform` shows a form under them, or takes it away. */
  "message.action": Read & { onclose: () => void; onform: (form: Snippet | undefined) => void };
  /** Under the original of an open message. */
  "message.translation": { message: Message; translation: Translation };
  /** After everything else in an open message. */
  "message.end": Read;
  /** Once a reader has put `text` in the place of a translation. */
  "correction.saved": { message: Message; before: Translation; text: string };
  /** Before the first message of a room. */
  "timeline.above": Nothing;
  /** Above the field in which one writes, beside it, and among the tools that its button shows. */
  "composer.above": Nothing;
  "composer.beside": Nothing;
  "composer.tool": { typed: boolean; composing: boolean };
  /** The buttons before and after the one with the people. */
  "room.header.start": Nothing;
  "room.header.end": Nothing;
  /** In the place of a room, where the member is in none. */
  "home.empty": Nothing;
  /** Between the messages and the composer. */
  "room.status": Nothing;
  /** What one may do with a member: beside them in the list of people, and where one looks at them. */
  "people.person": { member: Member };
  /** What is known of a member, where one looks at them. */
  "person.about": { member: Member };
  /** After the list of people. */
  "people.end": Nothing;
  /** What works while a room is open and shows nothing. */
  "room.background": Nothing;
  /** At the door: how somebody comes back who was here before. */
  "door.back": Pick<DoorProps, "onsignedin">;
  /** The beginning of the settings, their middle, what concerns the open room, and their end. */
  "settings.start": Nothing;
  "settings.middle": Nothing;
  "settings.room": Nothing;
  "settings.end": { onleft: () => void };
}

export type SlotName = keyof SlotProps;

/** The name of a room, as it is shown. */
export const named = (features: readonly Feature[], room: Named): string =>
  features.map(({ title }) => title?.(room)).find(Boolean) ?? room.title;
