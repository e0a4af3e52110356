// Speech recognition by the browser: on the device, or by a service of the browser's vendor.
import { within } from "../../../lib/tools/within";
import { Deaf, type Hearer, type Recogniser, type Way, type Words } from "./recogniser";

/** The Web Speech API; TypeScript has only its events. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  onstart: () => void;
  onspeechstart: () => void;
  onspeechend: () => void;
  onresult: (event: SpeechRecognitionEvent) => void;
  onerror: (event: SpeechRecognitionErrorEvent) => void;
  onend: () => void;
  start(): void;
  stop(): void;
  abort(): void;
}

interface Recognitions {
  new (): Recognition;
  available?(wanted: { langs: string[]; processLocally: boolean }): Promise<string>;
}

/** Milliseconds to wait for the browser: some never answer. */
const PATIENCE = 3000;

/** Browsers that have the API and no service behind it report `network` or `service-not-allowed`. */
const WHY: Record<string, Deaf> = {
  "audio-capture": new Deaf("no_microphone"),
  "not-allowed": new Deaf("microphone_refused"),
  "no-speech": new Deaf("microphone_quiet"),
  network: new Deaf("no_recogniser", true),
  "service-not-allowed": new Deaf("no_recogniser", true),
  "language-not-supported": new Deaf("no_recogniser", true),
};

function recognitions(): Recognitions | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as unknown as Record<
    string,
    Recognitions
  >;
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** The browser needs a region, too. */
const local = (language: string): string =>
  navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;

/** How this browser can recognise a language, as far as it says. */
export async function offered(language: string): Promise<Way[]> {
  const Recognition = recognitions();
  if (!Recognition) return [];
  const wanted = { langs: [local(language)], processLocally: true };
  const asked = Recognition.available?.(wanted).catch(() => undefined);
  const answer = asked && (await within(PATIENCE, asked));
  return answer === "available" ? ["device", "service"] : ["service"];
}

export class BrowserRecogniser implements Recogniser {
  readonly #recognition = new (recognitions()!)();
  readonly #over: Promise<void>;
  #stopped = false;
  #why = new Deaf("microphone_quiet");
  /** The interim result. */
  #open = "";

  constructor(
    way: Way,
    readonly language: string,
    readonly words: Words,
    readonly hearer: Hearer,
  ) {
    Object.assign(this.#recognition, {
      lang: local(language),
      continuous: true,
      interimResults: true,
      processLocally: way === "device",
      onspeechstart: () => hearer.loud(1),
      onspeechend: () => hearer.loud(0),
      onresult: (event: SpeechRecognitionEvent) => this.#hear(event),
      onerror: ({ error }: SpeechRecognitionErrorEvent) =>
        (this.#why = WHY[error] ?? new Deaf("microphone_failed")),
    });
    this.#over = new Promise<void>((done) => (this.#recognition.onend = done)).then(() => this.#ended());
  }

  async start(): Promise<void> {
    const started = new Promise<void>((done) => (this.#recognition.onstart = done));
    this.#recognition.start();
    await Promise.race([started, this.#over]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    // The browser delivers its last final result.
    this.#recognition.stop();
    await within(PATIENCE, this.#over);
    this.#recognition.abort();
  }

  #hear({ resultIndex, results }: SpeechRecognitionEvent): void {
    const open: string[] = [];
    for (const result of Array.from(results).slice(resultIndex)) {
      const text = result[0]?.transcript.trim() ?? "";
      if (!result.isFinal) open.push(text);
      else if (text) this.words.post(text, this.language);
    }
    this.#open = open.join(" ").trim();
    this.words.draft(this.#open, this.language);
  }

  #ended(): void {
    if (this.#open) this.words.post(this.#open, this.language);
    if (!this.#stopped) this.hearer.ended(this.#why);
  }
}
