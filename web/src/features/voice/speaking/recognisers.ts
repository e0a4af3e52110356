// The recognisers that are available in one room.
import { guess } from "../../../lib/text/languages";
import type { Queue } from "../../../lib/queue.svelte";
import { Sharing } from "../../../lib/drafts/sharing";
import { BrowserRecogniser, offered } from "./browser";
import type { Recognisers } from "./microphone.svelte";
import type { Hearer, Recogniser, Way, Words } from "./recogniser";
import { ServerRecogniser, type SoundLine } from "./server";

/** A line to a server that can listen. */
export interface Listening extends SoundLine {
  /** The languages that it recognises. */
  readonly hears: readonly string[];
}

export class RoomRecognisers implements Recognisers {
  /** Where the words go that the browser recognises. */
  readonly #words: Words;

  constructor(
    readonly room: string,
    readonly line: Listening,
    queue: Queue,
  ) {
    const sharing = new Sharing(room, line, true);
    this.#words = {
      draft: (text, language) => sharing.show(text, language),
      post: (text, language) => {
        sharing.said();
        queue.add({ type: "post", text, language, spoken: true });
      },
    };
  }

  async offered(language: string): Promise<ReadonlySet<Way>> {
    const there = new Set(await offered(language));
    return guess([language], this.line.hears) ? there.add("server") : there;
  }

  /** Speaks as if the server heard it, and ends at once where it does by now. */
  miss(language: string): void {
    const { room, line } = this;
    void line.send({ type: "speak", room, language }).then(
      () => line.send({ type: "hush", room }),
      () => undefined,
    );
  }

  make(way: Way, language: string, hearer: Hearer): Recogniser {
    return way === "server"
      ? new ServerRecogniser(this.line, this.room, language, hearer)
      : new BrowserRecogniser(way, language, this.#words, hearer);
  }
}
