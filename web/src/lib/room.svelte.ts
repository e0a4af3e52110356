// One room as its page needs it: what was told, what waits to be told, who is here, what is unread.
import { Attention } from "./attention.svelte";
import * as drafts from "./drafts";
import { Draft } from "./draft.svelte";
import { parts } from "./links";
import type { Outbox } from "./outbox";
import type { Drafting, MemberView, Mirrored, Presence, RoomView, TranslationView } from "./protocol";
import { Queue } from "./queue.svelte";
import { reading } from "./reading";
import * as rest from "./rest";
import { rows, withDrafts } from "./rows";
import { Sharing } from "./sharing.svelte";
import { newNonce } from "./socket";
import { Microphone } from "./speech/microphone.svelte";
import type { Audible } from "./speech/readaloud.svelte";
import { type Listening, RoomRecognisers } from "./speech/recognisers";
import { apply, empty, interrupt, prepend, retry, type RoomEvent, told } from "./timeline";
import { Wishes } from "./wishes";

/** The member whose page this is, and their way to the server. */
export interface Reader extends Listening {
  readonly me: MemberView;
  readonly outbox: Outbox;
}

interface Heard {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly language: string;
}

const KEPT_ALOUD = 5;

export class Room {
  readonly id: string;
  readonly welcome: boolean;
  readonly draft: Draft;
  readonly queue: Queue;
  readonly attention: Attention;
  readonly wishes: Wishes;
  readonly sharing: Sharing;
  readonly microphone: Microphone;
  title = $state("");
  members = $state.raw<ReadonlyMap<string, MemberView>>(new Map());
  here = $state.raw<ReadonlySet<string>>(new Set());
  timeline = $state.raw(empty);
  drafts = $state.raw(drafts.none);
  fetching = $state(false);
  historyFailed = $state(false);
  /** How often its glossary changed while this page was open. */
  glossaryChanges = $state(0);
  /** Messages of others that came while the page was open, once they can be read: for those who listen. */
  aloud = $state.raw<readonly Heard[]>([]);

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

  /** Whether nobody but the house's own programs has spoken yet. */
  untouched = $derived(
    this.entries.every(({ message }) => this.members.get(message.author)?.kind === "program"),
  );

  #reflection: { nonce: string; show: (seen: Mirrored) => void } | undefined;
  #unspoken = new Set<string>();

  constructor(
    view: RoomView,
    readonly reader: Reader,
  ) {
    this.id = view.id;
    this.welcome = view.welcome;
    this.draft = new Draft(reader.me.id, view.id);
    this.queue = new Queue(view.id, reader.outbox);
    this.attention = new Attention(view.id, reader, () =>
      this.entries.filter(({ message }) => message.author !== reader.me.id),
    );
    this.sharing = new Sharing(view.id, reader);
    this.wishes = new Wishes(view.id, reader, (wanted) => this.#missing(wanted));
    this.microphone = new Microphone(new RoomRecognisers(view.id, reader, this.queue));
    this.meet(view);
  }

  /** Takes over what the server says of the room at the start of a connection. */
  meet(view: RoomView): void {
    this.title = view.title;
    this.members = new Map(view.members.map((member) => [member.id, member]));
    this.here = new Set([...view.here, this.reader.me.id]);
    this.attention.meet(view);
  }

  hear(event: RoomEvent): void {
    const known = event.type === "posted" && this.timeline.entries.get(event.message.id)?.message;
    const { live } = this.timeline;
    this.timeline = apply(this.timeline, event);
    if (event.type === "posted" && !known) {
      this.drafts = drafts.apply(this.drafts, event, Date.now());
      if (event.message.author === this.reader.me.id) this.queue.recognise(event.message);
      else if (live) this.#arrived(event.message.id);
    }
    this.queue.settle(this.timeline);
    this.#speak();
  }

  /** Somebody is writing. One's own words stand where one types them. */
  watch(event: Drafting): void {
    if (event.author !== this.reader.me.id || event.spoken)
      this.drafts = drafts.apply(this.drafts, event, Date.now());
  }

  notice({ member, here }: Presence): void {
    this.members = new Map(this.members).set(member.id, member);
    const others = [...this.here].filter((id) => id !== member.id);
    this.here = new Set(here || member.id === this.reader.me.id ? [...others, member.id] : others);
  }

  /** The connection went, or something was missed. */
  interrupt(): void {
    this.timeline = interrupt(this.timeline);
    this.drafts = drafts.interrupt(this.drafts);
    this.wishes.forget();
  }

  /** The glossary is another one now. */
  settled(): void {
    this.glossaryChanges++;
  }

  /** Asks the writer for other words: for what the reader marked, or for the whole message. */
  async unclear(message: string, phrase: string): Promise<void> {
    await this.reader.send({ type: "unclear", room: this.id, message, phrase: phrase || null });
  }

  /** Puts the reader's words in place of a translation. */
  async correct({ message, of, language }: TranslationView, text: string): Promise<void> {
    await this.reader.send({ type: "correct", room: this.id, message, of, language, text });
  }

  async uncorrect({ message, language }: TranslationView): Promise<void> {
    await this.reader.send({ type: "uncorrect", room: this.id, message, language });
  }

  /** How words would arrive; what is asked before the answer came takes its place, and this one never comes then. */
  mirror(text: string, language: string): Promise<Mirrored> {
    const nonce = newNonce();
    return new Promise((show, fail) => {
      this.#reflection = { nonce, show };
      this.reader.send({ type: "mirror", nonce, room: this.id, text, language }).catch(fail);
    });
  }

  reflect(seen: Mirrored): void {
    if (this.#reflection?.nonce === seen.nonce) this.#reflection.show(seen);
  }

  tryAgain(message: string): void {
    this.timeline = retry(this.timeline, message, this.reader.me.language);
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

  /** A message as it is read aloud to the reader; nothing where it was removed, or is not in their language. */
  audible(id: string): Audible | undefined {
    const entry = this.entries.find(({ message }) => message.id === id);
    if (!entry) return undefined;
    const { state, text, language } = reading(entry, this.reader.me);
    if (state !== "original" && state !== "translated") return undefined;
    const author = this.members.get(entry.message.author)?.name ?? "";
    // Nobody wants to hear an address letter by letter.
    const heard = parts(text).map((part) => (part.link ? new URL(part.link).hostname : part.text));
    return { author, text: heard.join(""), language };
  }

  #arrived(id: string): void {
    this.attention.arrived();
    this.#unspoken.add(id);
  }

  #speak(): void {
    for (const id of this.#unspoken) {
      const entry = this.entries.find(({ message }) => message.id === id);
      if (!entry) continue;
      const { state, text, language } = reading(entry, this.reader.me);
      if (state === "translating") continue;
      this.#unspoken.delete(id);
      const author = this.members.get(entry.message.author)?.name ?? "";
      if (state !== "removed")
        this.aloud = [...this.aloud, { id, author, text, language }].slice(-KEPT_ALOUD);
    }
  }

  #missing(wanted: ReadonlySet<string>): string[] {
    const lacking = this.entries.filter(
      (entry) => wanted.has(entry.message.id) && reading(entry, this.reader.me).state === "translating",
    );
    return lacking.map(({ message }) => message.id).reverse();
  }
}
