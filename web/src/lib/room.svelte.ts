// The state of one room: messages, unconfirmed messages, members, unread messages.
import { Announcements } from "./messages/announcements.svelte";
import { Attention } from "./attention.svelte";
import { Draft } from "./drafts/draft.svelte";
import * as drafts from "./drafts/forming";
import type { RoomEvent } from "./messages/entry";
import { type Feature, named } from "./feature";
import type { Outbox } from "./outbox";
import { type Make, Parts } from "./parts";
import type { Member, Posted, Presence, RoomSettings, RoomView } from "./protocol";
import { atLeast, type Role } from "./roles";
import { Queue } from "./queue.svelte";
import { reading } from "./messages/reading";
import * as rest from "./rest";
import { rows, withDrafts } from "./messages/rows";
import type { Line } from "./socket";
import { apply, begin, change, interrupt, prepend, type Timeline, told } from "./timeline";
import { retried, translations } from "./messages/translations";
import { Wishes } from "./messages/wishes";

/** The member whose page this is, and their way to the server. */
export interface Reader extends Line {
  readonly me: Member;
  readonly outbox: Outbox;
  readonly features: readonly Feature[];
  /** The languages that the server recognises. */
  readonly hears: readonly string[];
  /** Sound is lost without a word where there is no connection. */
  sendSound(chunk: Int16Array<ArrayBuffer>): void;
}

export class Room {
  readonly id: string;
  readonly welcome: boolean;
  /** Whether it is of the people who are in it alone. */
  readonly private: boolean;
  readonly draft: Draft;
  readonly queue: Queue;
  readonly attention: Attention;
  readonly wishes: Wishes;
  readonly announcements: Announcements;
  title = $state("");
  settings = $state.raw<RoomSettings>()!;
  /** The messages up to this number are not shown to the reader. */
  seesAfter = $state(0);
  /** Until when the reader writes nothing here. */
  mutedUntil = $state<number>();
  #unmuting?: ReturnType<typeof setTimeout>;
  members = $state.raw<ReadonlyMap<string, Member>>(new Map());
  here = $state.raw<ReadonlySet<string>>(new Set());
  /** What those are who are more or less than members. */
  roles = $state.raw<Readonly<Record<string, Role>>>({});
  timeline = $state.raw<Timeline>()!;
  /** What others are writing. */
  drafts = $state.raw(drafts.none);
  /** The languages that nothing can be translated from or into here yet, and whether they are on their way. */
  lacking = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  /** A message that shall be shown as soon as it can be. */
  sought = $state<string>();
  fetching = $state(false);
  historyFailed = $state(false);

  entries = $derived(told(this.timeline));
  newest = $derived(this.entries.at(-1)?.message.seq ?? 0);
  // What others write comes often: the messages are not gone through again for it.
  #sent = $derived(this.drafts.sent);
  #messages = $derived.by(() => {
    const { waiting, nonces } = this.queue;
    const { boundary } = this.attention;
    const me = this.reader.me.id;
    return rows({ entries: this.entries, queue: waiting, nonces, sent: this.#sent, me, boundary });
  });
  rows = $derived(withDrafts(this.#messages, this.drafts.open));

  /** When the reader wrote last, by the clocks of the server and of this page. */
  #wroteAt = $derived.by(() => {
    const me = this.reader.me.id;
    const said = this.entries.findLast(({ message }) => message.author === me)?.message.sent_at;
    const waiting = this.queue.waiting.filter(({ saying, refused }) => saying.type === "post" && !refused);
    return Math.max(said ? Date.parse(said) : 0, waiting.at(-1)?.at ?? 0);
  });
  /** When the reader may write again, where the room lets its members wait between two messages. */
  writesAt = $derived(
    this.settings.slow === 0 || this.may("steward") ? 0 : this.#wroteAt + this.settings.slow * 1000,
  );

  /** Whether nobody but the house's own programs has spoken yet. */
  untouched = $derived(
    this.entries.every(({ message }) => this.members.get(message.author)?.kind === "program"),
  );

  readonly #parts = new Parts<Room>();

  constructor(
    view: RoomView,
    readonly reader: Reader,
  ) {
    this.id = view.id;
    this.welcome = view.welcome;
    this.private = view.private;
    this.timeline = begin(reader.features.flatMap(({ rules }) => rules ?? []));
    this.draft = new Draft(reader.me.id, view.id);
    this.queue = new Queue(view.id, reader.outbox);
    this.attention = new Attention(view.id, reader, () =>
      this.entries.filter(({ message }) => message.author !== reader.me.id),
    );
    this.wishes = new Wishes(view.id, reader, (wanted) => this.#missing(wanted));
    this.announcements = new Announcements(this);
    for (const { room } of reader.features) this.#parts.make(this, room ?? []);
    this.meet(view);
  }

  /** As it is shown. */
  get name(): string {
    return named(this.reader.features, this);
  }

  /** Who else is or was in a private room. */
  get others(): readonly Member[] | undefined {
    return this.private ? [...this.members.values()].filter(({ id }) => id !== this.reader.me.id) : undefined;
  }

  /** What somebody is in the room. */
  role(member: string): Role {
    return this.roles[member] ?? "member";
  }

  /** Whether the reader may do in the room what those with this role may. */
  may(least: Role): boolean {
    return atLeast(this.role(this.reader.me.id), least);
  }

  get archived(): boolean {
    return this.settings.state === "archived";
  }

  /** Whether the reader may write here, now or when they are not muted any more. */
  get mayWrite(): boolean {
    return this.settings.state === "open" && this.may(this.settings.writers);
  }

  get muted(): boolean {
    return this.mutedUntil !== undefined && !this.may("host");
  }

  #mute(seconds: number | null): void {
    clearTimeout(this.#unmuting);
    this.mutedUntil = seconds ? Date.now() + seconds * 1000 : undefined;
    if (seconds) this.#unmuting = setTimeout(() => (this.mutedUntil = undefined), seconds * 1000);
  }

  /** What a feature keeps for this room. */
  of<Part>(make: Make<Room, Part>): Part {
    return this.#parts.of(make);
  }

  /** Takes over what the server says of the room at the start of a connection. */
  meet(view: RoomView): void {
    this.title = view.title;
    this.settings = view.settings;
    this.seesAfter = view.sees_after;
    this.#mute(view.muted_for);
    this.members = new Map(view.members.filter(({ name }) => name).map((member) => [member.id, member]));
    this.roles = view.roles;
    this.here = new Set([...view.here, this.reader.me.id]);
    this.attention.meet(view);
  }

  hear(event: RoomEvent): void {
    const known = event.type === "posted" && this.timeline.entries.get(event.message.id)?.message;
    const { live } = this.timeline;
    this.timeline = apply(this.timeline, event);
    if (event.type === "presence") this.#notice(event);
    if (event.type === "room_changed") [this.title, this.settings] = [event.title, event.settings];
    if (event.type === "role_changed") this.roles = { ...this.roles, [event.member]: event.role };
    if (!known) this.#tellFeatures(event); // before somebody new is known
    if (event.type === "member_joined") this.#know(event.member);
    if (event.type === "posted" && !known) this.#posted(event, live);
    this.queue.settle(this.timeline);
    this.announcements.go();
  }

  /** Other languages are lacking than before. */
  lack(languages: ReadonlyMap<string, boolean>): void {
    this.lacking = languages;
    this.announcements.go();
  }

  /** The connection went, or something was missed. */
  interrupt(offline: boolean): void {
    this.timeline = interrupt(this.timeline);
    this.wishes.forget();
    for (const { interrupted } of this.reader.features) interrupted?.(this, offline);
  }

  /** What was told is read afresh on the next connection. */
  forget(): void {
    this.timeline = { ...interrupt(this.timeline), seen: null };
    this.announcements.forget();
  }

  /** Says what was written, shown at once; `language` is left out where the server shall find it out. */
  post(text: string, language?: string, replyTo?: string): void {
    this.queue.add({ type: "post", text, language, reply_to: replyTo });
    this.attention.answer();
    for (const { said } of this.reader.features) said?.(this);
  }

  tryAgain(message: string): void {
    const { language } = this.reader.me;
    this.timeline = change(this.timeline, message, translations, (kept) => retried(kept, language));
    this.wishes.ask([message], true);
  }

  async fetchEarlier(): Promise<void> {
    const before = this.timeline.from;
    if (this.fetching || !this.timeline.earlier) return;
    this.fetching = true;
    this.historyFailed = false;
    try {
      this.timeline = prepend(this.timeline, before, await rest.history(this.id, before));
    } catch {
      this.historyFailed = true;
    } finally {
      this.fetching = false;
    }
  }

  #tellFeatures(event: RoomEvent): void {
    for (const { events } of this.reader.features) {
      const handle = events?.[event.type] as ((event: RoomEvent, room: Room) => void) | undefined;
      handle?.(event, this);
    }
  }

  #posted({ message }: Posted, live: boolean): void {
    if (message.author === this.reader.me.id) this.queue.recognise(message);
    else if (live) {
      this.attention.arrived();
      this.announcements.add(message.id);
    }
  }

  #notice({ member, here }: Presence): void {
    this.#know(member);
    if (!here) this.drafts = drafts.left(this.drafts, member.id);
    const others = [...this.here].filter((id) => id !== member.id);
    this.here = new Set(here || member.id === this.reader.me.id ? [...others, member.id] : others);
  }

  /** Who was erased has no name any more, and is unknown. */
  #know(member: Member): void {
    const others = new Map(this.members);
    if (member.name) others.set(member.id, member);
    else others.delete(member.id);
    this.members = others;
  }

  #missing(wanted: ReadonlySet<string>): string[] {
    const lacking = this.entries.filter(
      (entry) => wanted.has(entry.message.id) && reading(entry, this.reader.me).state === "translating",
    );
    return lacking.map(({ message }) => message.id).reverse();
  }
}
