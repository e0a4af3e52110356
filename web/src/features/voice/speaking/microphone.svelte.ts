// The state of the microphone button: closed, opening, open, closing, and why it closed.
import { recall, remember } from "../../../lib/memory";
import { choose, Deaf, type Hearer, type Recogniser, type Way } from "./recogniser";

export interface Recognisers {
  /** The ways there are for a language. */
  offered(language: string): Promise<ReadonlySet<Way>>;
  /** Nothing here recognises this language: hosts are asked, where something that does can be added. */
  miss(language: string): void;
  make(way: Way, language: string, hearer: Hearer): Recogniser;
}

const AGREED = "speech.service";

export class Microphone {
  state = $state<"rest" | "starting" | "open" | "ending">("rest");
  /** How loud it is, from 0 to 1. */
  level = $state(0);
  /** Why it closed, as a code of the catalogues. */
  trouble = $state<string>();
  /** Whether it waits for consent to a recogniser of the browser's vendor. */
  asks = $state(false);

  #using = $state.raw<{ way: Way; recogniser: Recogniser }>();
  /** Identifies the current attempt: results of earlier ones are ignored. */
  #turn = {};
  /** Recognisers that failed. */
  readonly #useless = new Set<Way>();

  constructor(readonly recognisers: Recognisers) {}

  /** Whether others can listen to the sound, too. */
  get audible(): boolean {
    return this.#using?.way === "server";
  }

  async press(language: string): Promise<void> {
    if (this.state === "rest") await this.#open(language);
    else await this.close();
  }

  async agree(language: string): Promise<void> {
    remember(AGREED, true);
    await this.#open(language);
  }

  /** Hides the explanation or the question for consent. */
  dismiss(): void {
    this.trouble = undefined;
    this.asks = false;
  }

  /** Closes it; what was said is still recognised. */
  async close(): Promise<void> {
    if (this.state === "starting" || this.state === "open") await this.#rest();
  }

  /** The server stopped recognising, or cannot be reached. */
  broke(code: string): void {
    if (this.#using?.way === "server") void this.#rest(code);
  }

  async #open(language: string): Promise<void> {
    this.dismiss();
    // Browsers open the microphone only over https, or from localhost.
    if (globalThis.isSecureContext === false) return this.#rest("microphone_insecure");
    this.state = "starting";
    const turn = (this.#turn = {});
    const way = await this.#way(language);
    if (turn !== this.#turn) return;
    if (!way || way === "ask") this.recognisers.miss(language);
    if (way === "ask") this.asks = true;
    if (!way || way === "ask") await this.#rest(way ? undefined : "no_recogniser");
    else await this.#listen(way, language);
  }

  async #way(language: string): Promise<Way | "ask" | undefined> {
    const offered = [...(await this.recognisers.offered(language))];
    const left = offered.filter((way) => !this.#useless.has(way));
    return choose(new Set(left), recall<boolean>(AGREED) ?? false);
  }

  async #listen(way: Way, language: string): Promise<void> {
    const turn = this.#turn;
    const present = () => turn === this.#turn;
    const ended = (why: Deaf) => present() && void this.#ended(way, why, language);
    const loud = (level: number) => present() && (this.level = level);
    const recogniser = this.recognisers.make(way, language, { ended, loud });
    this.#using = { way, recogniser };
    try {
      await recogniser.start();
      if (present()) this.state = "open";
    } catch (error) {
      ended(error instanceof Deaf ? error : new Deaf("microphone_failed"));
    }
  }

  async #ended(way: Way, why: Deaf, language: string): Promise<void> {
    await this.#rest(why.code);
    if (!why.elsewhere) return;
    this.#useless.add(way);
    await this.#open(language);
  }

  async #rest(code?: string): Promise<void> {
    this.#turn = {};
    this.level = 0;
    const using = this.#using;
    this.#using = undefined;
    if (using) this.state = "ending";
    await using?.recogniser.stop();
    this.state = "rest";
    this.trouble = code;
  }
}
