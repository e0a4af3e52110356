// New messages of others for screen readers and reading aloud, once they are readable.
import type { Member } from "../protocol";
import type { Told } from "./entry";
import { reading } from "./reading";

export interface Announcement {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly language: string;
}

/** What is needed of a room. */
interface Around {
  readonly entries: readonly Told[];
  readonly members: ReadonlyMap<string, Member>;
  readonly reader: { readonly me: Member };
  readonly lacking: ReadonlyMap<string, boolean>;
}

const KEPT = 5;

export class Announcements {
  /** The newest ones, oldest first. */
  told = $state.raw<readonly Announcement[]>([]);
  readonly #waiting = new Set<string>();

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
      const author = this.room.members.get(entry.message.author)?.name ?? "";
      if (state !== "removed") this.told = [...this.told, { id, author, text, language }].slice(-KEPT);
    }
  }

  /** Whether a translation needs a language that is not on its way: then the original is told. */
  #isStuck(language: string): boolean {
    const { lacking, reader } = this.room;
    const needed = [language, reader.me.language].map((tag) => lacking.get(tag));
    return needed.includes(false);
  }
}
