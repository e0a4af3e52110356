// Speech synthesis: by the device where it has a local voice of the language, else by the server.
import { guess } from "../../../lib/text/languages";
import * as rest from "./rest";

/** Speaks texts. */
export interface Voice {
  /** Resolves when the text was spoken; rejects with `Mute` when it cannot be. */
  say(text: string, language: string, rate: number): Promise<void>;
  /** Stops the current text at once. */
  stop(): void;
}

/** Why a text is not spoken: no user input yet, no voice of the language, or the voice failed. */
export class Mute extends Error {
  constructor(readonly why: "untouched" | "voiceless" | "failed") {
    super(why);
  }
}

type Offered = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;

/** The device's local voice for a language; voices that send texts to a service do not count. */
export function voiceFor<V extends Offered>(language: string, offered: readonly V[]): V | undefined {
  const own = offered.filter(({ lang, localService }) => localService && same(lang, language));
  const exact = (voice: V) => Number(tag(voice.lang) === language);
  const usual = (voice: V) => Number(voice.default);
  return own.sort((a, b) => exact(b) - exact(a) || usual(b) - usual(a))[0];
}

/** Android writes `pt_BR`. */
const tag = (lang: string): string => lang.replace("_", "-");

/** The same language in the same script, of any region. */
function same(lang: string, other: string): boolean {
  try {
    const [a, b] = [lang, other].map((each) => new Intl.Locale(tag(each)).maximize());
    return a?.language === b?.language && a?.script === b?.script;
  } catch {
    return false;
  }
}

/** Browsers load their voices late, so they are looked up for every text. */
const deviceVoice = (language: string) => voiceFor(language, globalThis.speechSynthesis?.getVoices() ?? []);

/** Picks a voice of the device or the server. */
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
    // Browsers allow no sound before user input; some give no error.
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
  /** Kept here, because browsers garbage-collect a running utterance, and its `end` event with it. */
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
