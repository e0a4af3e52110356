// What others say for screen readers and reading aloud, once it is readable: finished sentences, and messages.
import { finished } from "../drafts/finished";
import { type Drafts, type Forming, words } from "../drafts/forming";
import type { Member } from "../protocol";
import type { Told } from "./entry";
import { reading, reads } from "./reading";

export interface Announcement {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly language: string;
}

/** What is needed of a room. */
interface Around {
  readonly entries: readonly Told[];
  readonly drafts: Drafts;
  readonly members: ReadonlyMap<string, Member>;
  readonly reader: { readonly me: Member };
  readonly lacking: ReadonlyMap<string, boolean>;
}

const KEPT = 5;

export class Announcements {
  /** The newest messages, oldest first. */
  told = $state.raw<readonly Announcement[]>([]);
  /** The newest for screen readers: each sentence of a draft once it is finished, then what is left of the message. */
  heard = $state.raw<readonly Announcement[]>([]);
  readonly #waiting = new Set<string>();
  /** What was heard of each draft, by the key of its line. */
  readonly #begun = new Map<string, string>();

  constructor(readonly room: Around) {}

  add(message: string): void {
    this.#waiting.add(message);
  }

  /** Tells those that can be read by now. */
  go(): void {
    for (const id of this.#waiting) {
      const entry = this.room.entries.find(({ message }) => message.id === id);
      if (!entry) continue;
      const { state, text, language } = reading(entry, this.room.reader.me);
      if (state === "translating" && !this.#isStuck(language)) continue;
      this.#waiting.delete(id);
      if (state === "removed") continue;
      const announcement = { id, author: this.#name(entry.message.author), text, language };
      this.told = [...this.told, announcement].slice(-KEPT);
      this.#hear({ ...announcement, text: this.#rest(id, text) });
    }
  }

  /** Keeps nothing of what was told: somebody's words are gone from the room. */
  forget(): void {
    this.told = [];
    this.heard = [];
    this.#waiting.clear();
    this.#begun.clear();
  }

  /** Whether a translation needs a language that is not on its way: then the original is told. */
  #isStuck(language: string): boolean {
    const { lacking, reader } = this.room;
    const needed = [language, reader.me.language].map((tag) => lacking.get(tag));
    return needed.includes(false);
  }

  /** Tells the sentences that others have finished since. */
  follow(): void {
    for (const draft of this.room.drafts.open.values()) {
      if (draft.author !== this.room.reader.me.id) this.#follow(draft);
    }
  }

  #follow(draft: Forming): void {
    const { me } = this.room.reader;
    const read = words(draft, me);
    if (read.language === read.source && !reads(me, read.source)) return;
    const before = this.#begun.get(draft.key) ?? "";
    const now = finished(read);
    // A sentence that was changed after it was heard is heard again with the message.
    if (now.length <= before.length || !now.startsWith(before)) return;
    this.#begun.set(draft.key, now);
    const id = `${draft.key}-${now.length}`;
    const text = now.slice(before.length).trim();
    this.#hear({ id, author: this.#name(draft.author), text, language: read.language });
  }

  /** What was not heard of a message while it was written. */
  #rest(message: string, text: string): string {
    const key = this.room.drafts.sent.get(message)?.key ?? "";
    const before = this.#begun.get(key) ?? "";
    this.#begun.delete(key);
    return text.startsWith(before) ? text.slice(before.length).trim() : text;
  }

  #hear(announcement: Announcement): void {
    if (announcement.text) this.heard = [...this.heard, announcement].slice(-KEPT);
  }

  #name(author: string): string {
    return this.room.members.get(author)?.name ?? "";
  }
}
