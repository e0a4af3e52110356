// What the page keeps of languages on their way, and what a host does about them.
import { recall, remember } from "../../lib/memory";
import type { LanguageArrives, LanguagesOffered, Policy } from "../../lib/protocol";
import type { Session } from "../../lib/session.svelte";
import { reason } from "../../lib/reason";
import { type Arrivals, forgotten, lacking, mark, shown, told } from "./arrivals";

const DISMISSED = "languages.dismissed";
const ANSWERED = "languages.answered";
/** Marks that are remembered. */
const MOST = 200;
/** For so long it is said that a language is here now. */
const SAID = 8000;

export class Arriving {
  policy = $state<Policy>();
  /** Bytes of the recogniser of speech that can be added; 0 where none can. */
  speech = $state(0);
  #kept = $state.raw<Arrivals>({});
  #dismissed = $state.raw<readonly string[]>(recall<string[]>(DISMISSED) ?? []);
  #answered = $state(recall<boolean>(ANSWERED) ?? false);
  /** Languages that are here, with the bytes of their newer models. */
  updates = $derived(Object.values(this.#kept).filter(({ state }) => state === "update"));
  /** Whether a host shall be asked which languages the group speaks: nobody else has come yet. */
  asksFirst = $derived.by(() => {
    const { me, rooms, canCome } = this.session;
    if (!me.owner || this.#answered || Object.keys(canCome).length === 0) return false;
    const people = rooms.flatMap(({ members }) => [...members.values()]);
    return people.every(({ id, kind }) => id === me.id || kind === "program");
  });

  constructor(readonly session: Session) {}

  /** Another connection: what is on its way is told anew. */
  begin(): void {
    this.#keep({});
  }

  tell(event: LanguageArrives): void {
    this.#keep(told(this.#kept, event));
    if (event.state === "ready") setTimeout(() => this.#keep(forgotten(this.#kept, event)), SAID);
  }

  offer({ languages, can_come, hears, speech, policy }: LanguagesOffered): void {
    this.session.languages = languages;
    this.session.canCome = can_come;
    this.session.hears = hears;
    this.speech = speech;
    this.policy = policy;
  }

  /** What is shown in a room, or where there is none. */
  shown(room: string | undefined): LanguageArrives[] {
    const all = shown(this.#kept, room, this.session.me.owner);
    return all.filter((event) => !this.#dismissed.includes(mark(event)));
  }

  /** What the house waits for, dismissed or not. */
  get coming(): LanguageArrives[] {
    return shown(this.#kept, undefined, true).filter(({ state }) => state !== "asked");
  }

  dismiss(events: readonly LanguageArrives[]): void {
    this.#dismissed = [...this.#dismissed, ...events.map(mark)].slice(-MOST);
    remember(DISMISSED, this.#dismissed);
  }

  answerFirst(): void {
    this.#answered = true;
    remember(ANSWERED, true);
  }

  /** Has languages fetched; why not, where that was refused. */
  add(languages: readonly string[]): Promise<string | undefined> {
    return this.#ask({ type: "add_language", languages: [...languages] });
  }

  choose(policy: Policy): Promise<string | undefined> {
    return this.#ask({ type: "set_language_policy", policy });
  }

  async #ask(command: Parameters<Session["send"]>[0]): Promise<string | undefined> {
    try {
      await this.session.send(command);
      return undefined;
    } catch (error) {
      return reason(error);
    }
  }

  #keep(arrivals: Arrivals): void {
    this.#kept = arrivals;
    for (const room of this.session.rooms) room.lack(lacking(arrivals, room.id));
  }
}

export const arriving = (session: Session): Arriving => new Arriving(session);
