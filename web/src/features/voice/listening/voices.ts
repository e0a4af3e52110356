// Voices that speak a text: the browser's own where the device has one of that language, the server's where it has none.
import { guess } from "../../../lib/text/languages";
import * as rest from "./rest";

/** What turns words into sound. */
export interface Voice {
  /** Settles when the words were spoken; rejects with `Mute` when they cannot be. */
  say(text: string, language: string, rate: number): Promise<void>;
  /** Ends at once what is being said. */
  stop(): void;
}

/** Why nothing is heard: nobody has touched the page yet, no voice knows the language, or the voice failed. */
export class Mute extends Error {
  constructor(readonly why: "untouched" | "voiceless" | "failed") {
    super(why);
  }
}

type Offered = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;

/** The device's voice for a language; those that send the words elsewhere are none. */
export function voiceFor<V extends Offered>(language: string, offered: readonly V[]): V | undefined {
  const own = offered.filter(({ lang, localService }) => localService && same(lang, language));
  const exact = (voice: V) => Number(tag(voice.lang) === language);
  const usual = (voice: V) => Number(voice.default);
  return own.sort((a, b) => exact(b) - exact(a) || usual(b) - usual(a))[0];
}

/** Android writes `pt_BR`. */
const tag = (lang: string): string => lang.replace("_", "-");

/** The same language in the same script, wherever it is spoken. */
function same(lang: string, other: string): boolean {
  try {
    const [a, b] = [lang, other].map((each) => new Intl.Locale(tag(each)).maximize());
    return a?.language === b?.language && a?.script === b?.script;
  } catch {
    return false;
  }
}

/** Browsers load their voices late: they are asked for at every sentence. */
const deviceVoice = (language: string) => voiceFor(language, globalThis.speechSynthesis?.getVoices() ?? []);

/** The first voice that knows the language. */
export class Voices implements Voice {
  #server = new ServerVoice();
  #device = new DeviceVoice();

  constructor(
    /** The languages that the server reads aloud. */
    readonly speaks: () => readonly string[],
  ) {
    // The first call only makes browsers load their voices.
    deviceVoice("en");
  }

  async say(text: string, language: string, rate: number): Promise<void> {
    // Browsers keep a page silent until somebody touches it; some never say so.
    if (navigator.userActivation?.hasBeenActive === false) throw new Mute("untouched");
    if (deviceVoice(language)) return this.#device.say(text, language, rate);
    const known = guess([language], this.speaks());
    if (!known) throw new Mute("voiceless");
    return this.#server.say(text, known, rate);
  }

  stop(): void {
    this.#server.stop();
    this.#device.stop();
  }
}

class DeviceVoice implements Voice {
  /** Held here: browsers forget an utterance that nobody holds, and its end with it. */
  #utterance?: SpeechSynthesisUtterance;

  say(text: string, language: string, rate: number): Promise<void> {
    const voice = deviceVoice(language) ?? null;
    const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, rate });
    utterance.lang = voice?.lang ?? language;
    const over = new Promise<void>((done, fail) => {
      utterance.onend = () => done();
      utterance.onerror = ({ error }) => fail(new Mute(error === "not-allowed" ? "untouched" : "failed"));
    });
    this.#utterance = utterance;
    speechSynthesis.speak(this.#utterance);
    return over;
  }

  stop(): void {
    globalThis.speechSynthesis?.cancel();
  }
}

class ServerVoice implements Voice {
  #stop = () => {};

  async say(text: string, language: string, rate: number): Promise<void> {
    const stopped = new AbortController();
    this.#stop = () => stopped.abort();
    const sound = await rest.speech({ language, text, rate }, stopped.signal).catch(() => {
      throw new Mute("failed");
    });
    const url = URL.createObjectURL(sound);
    try {
      await play(url, stopped.signal);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  stop(): void {
    this.#stop();
  }
}

function play(url: string, stopped: AbortSignal): Promise<void> {
  const sound = new Audio(url);
  stopped.addEventListener("abort", () => sound.pause());
  return new Promise((done, fail) => {
    sound.onended = () => done();
    sound.onpause = () => done();
    sound.onerror = () => fail(new Mute("failed"));
    sound.play().catch(({ name }) => fail(new Mute(name === "NotAllowedError" ? "untouched" : "failed")));
  });
}
