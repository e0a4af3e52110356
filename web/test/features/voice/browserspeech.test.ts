// What a browser tells of speech, and what becomes of it.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BrowserRecogniser, offered } from "../../../src/features/voice/speaking/browser";
import type { Deaf } from "../../../src/features/voice/speaking/recogniser";

/** The browser's part. */
class FakeRecognition {
  static answer: string | undefined;
  static newest: FakeRecognition;
  static available = async (): Promise<string> => {
    if (FakeRecognition.answer === undefined) throw new Error("not here");
    return FakeRecognition.answer;
  };
  lang = "";
  processLocally = false;
  onstart = () => {};
  onend = () => {};
  onerror = (_: { error: string }) => {};
  onresult = (_: object) => {};

  constructor() {
    FakeRecognition.newest = this;
  }

  start = () => this.onstart();
  stop = () => this.onend();
  abort = () => {};

  understand(...said: [text: string, final: boolean][]): void {
    const results = said.map(([transcript, isFinal]) => Object.assign([{ transcript }], { isFinal }));
    this.onresult({ resultIndex: 0, results });
  }
}

let told: string[];
let recogniser: BrowserRecogniser;
const words = {
  draft: (text: string) => told.push(`draft ${text}`),
  post: (text: string) => told.push(`post ${text}`),
};
const hearer = {
  loud: () => {},
  ended: ({ code, elsewhere }: Deaf) => told.push(`ended ${code} ${elsewhere}`),
};
const settle = () => new Promise((next) => setTimeout(next));

beforeEach(async () => {
  vi.stubGlobal("webkitSpeechRecognition", FakeRecognition);
  vi.stubGlobal("navigator", { languages: ["en-GB", "pt-BR"] });
  told = [];
  recogniser = new BrowserRecogniser("device", "pt", words, hearer);
  await recogniser.start();
});
afterEach(() => vi.unstubAllGlobals());

it("words that may change are a draft, those that stay a message", () => {
  FakeRecognition.newest.understand([" bom", false]);
  FakeRecognition.newest.understand([" bom dia", true], [" a todos", false]);
  expect(told).toEqual(["draft bom", "post bom dia", "draft a todos"]);
});

it("the last words are posted, also those of which the browser is not sure yet", async () => {
  FakeRecognition.newest.understand(["bom dia", false]);
  await recogniser.stop();
  expect(told).toEqual(["draft bom dia", "post bom dia"]);
});

it("a browser that only pretends sends one elsewhere", async () => {
  FakeRecognition.newest.onerror({ error: "network" });
  FakeRecognition.newest.onend();
  await settle();
  expect(told).toEqual(["ended no_recogniser true"]);
});

it("a permission that was refused is told as such", async () => {
  FakeRecognition.newest.onerror({ error: "not-allowed" });
  FakeRecognition.newest.onend();
  await settle();
  expect(told).toEqual(["ended microphone_refused false"]);
});

it("it is asked to stay on the device, in the reader's own country's language", () => {
  expect(FakeRecognition.newest).toMatchObject({ lang: "pt-BR", processLocally: true });
});

it.each([
  ["available", ["device", "service"]],
  ["downloadable", ["service"]],
  [undefined, ["service"]],
])("a browser that says %s offers %j", async (answer, ways) => {
  FakeRecognition.answer = answer;
  expect(await offered("pt")).toEqual(ways);
});

it("a browser without the interface offers nothing", async () => {
  vi.stubGlobal("webkitSpeechRecognition", undefined);
  expect(await offered("pt")).toEqual([]);
});
