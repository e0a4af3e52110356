// Reading aloud: in order, never far behind, and only what can be heard.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forget, keys, recall } from "../../../src/lib/memory";
import { ReadAloud, type Audible } from "../../../src/features/voice/listening/readaloud.svelte";
import { Mute, type Voice, voiceFor } from "../../../src/features/voice/listening/voices";

/** Says nothing until it is told that it is done. */
class FakeVoice implements Voice {
  said: string[] = [];
  rates: number[] = [];
  stopped = 0;
  done = () => {};
  fail = (_: Error) => {};

  say(text: string, _language: string, rate: number): Promise<void> {
    this.said.push(text);
    this.rates.push(rate);
    return new Promise((done, fail) => Object.assign(this, { done, fail }));
  }

  stop(): void {
    this.stopped += 1;
  }
}

let voice: FakeVoice;
let words: Map<string, Audible>;
let reader: ReadAloud;
const settle = () => vi.advanceTimersByTimeAsync(0);
const ids = (...given: number[]) => given.map((id) => ({ id: `m${id}` }));

async function end(how: () => void = voice.done): Promise<void> {
  how();
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  for (const key of keys("")) forget(key);
  voice = new FakeVoice();
  words = new Map();
  for (let id = 1; id < 20; id++) words.set(`m${id}`, { author: "Ada", text: `words ${id}`, language: "pt" });
  reader = new ReadAloud(voice, (id) => words.get(id));
});

describe("what comes", () => {
  it("is not read to who did not ask for it", () => {
    reader.hear(ids(1));
    expect(voice.said).toEqual([]);
    reader.turn(true);
    reader.hear(ids(1));
    expect(voice.said).toEqual([]);
  });

  it("is read once, in order, with a name when somebody else speaks", async () => {
    words.set("m2", { author: "Ben", text: "words 2", language: "pt" });
    reader.turn(true);
    reader.hear(ids(1));
    reader.hear(ids(1, 2, 3));
    expect(voice.said).toEqual(["Ada: words 1"]);
    await end();
    await end();
    expect(voice.said).toEqual(["Ada: words 1", "Ben: words 2", "Ada: words 3"]);
    await end();
    expect(reader.backlog.now).toBeUndefined();
  });

  it("is left out where it was removed before its turn came", async () => {
    reader.turn(true);
    reader.hear(ids(1, 2, 3));
    words.delete("m2");
    await end();
    expect(voice.said).toEqual(["Ada: words 1", "words 3"]);
  });

  it("is the newest again for who fell far behind, and the listener can know it", async () => {
    reader.turn(true);
    for (let id = 1; id <= 7; id++) reader.hear(ids(id));
    expect(reader.backlog).toEqual({ now: "m1", waiting: ["m7"], skipped: 5 });
    await end();
    await end();
    expect(voice.said).toEqual(["Ada: words 1", "words 7"]);
    expect(reader.backlog.skipped).toBe(0);
  });

  it("waits while somebody speaks here", async () => {
    reader.turn(true);
    reader.hold(true);
    reader.hear(ids(1));
    expect(voice.said).toEqual([]);
    expect(reader.speaking).toBe(false);
    reader.hold(false);
    expect(voice.said).toEqual(["Ada: words 1"]);
  });
});

describe("the listener", () => {
  beforeEach(() => {
    reader.turn(true);
    reader.hear(ids(1, 2));
  });

  it("skips", async () => {
    reader.skip();
    expect(voice.said).toEqual(["Ada: words 1", "words 2"]);
    expect(voice.stopped).toBeGreaterThan(0);
  });

  it("pauses, and hears the same words again", async () => {
    reader.pause();
    await end(() => voice.fail(new Mute("failed")));
    expect(reader.trouble).toBeUndefined();
    reader.resume();
    expect(voice.said).toEqual(["Ada: words 1", "words 1"]);
  });

  it("stops it for good, and the device remembers", async () => {
    reader.turn(false);
    await end();
    reader.hear(ids(3));
    expect(voice.said).toEqual(["Ada: words 1"]);
    expect(recall("aloud.on")).toBe(false);
  });

  it("hears one message out of turn, then the others", async () => {
    reader.read("m9");
    await end();
    expect(voice.said).toEqual(["Ada: words 1", "words 9", "words 2"]);
  });

  it("has quiet voices underneath, as long as they are wanted", async () => {
    expect(reader).toMatchObject({ underneath: true, speaking: true });
    reader.pause();
    expect(reader.speaking).toBe(false);
    reader.resume();
    reader.skip();
    await end();
    expect(reader.speaking).toBe(false);
    reader.accompany(false);
    expect(recall("aloud.underneath")).toBe(false);
  });

  it("sets the speed of what follows", async () => {
    reader.hurry(1.5);
    await end();
    expect(voice.rates).toEqual([1, 1.5]);
  });
});

describe("what is not heard", () => {
  beforeEach(() => {
    reader.turn(true);
    reader.hear(ids(1, 2));
  });

  it("waits for a touch where the browser wants one", async () => {
    await end(() => voice.fail(new Mute("untouched")));
    expect(reader).toMatchObject({ paused: true, heard: true, trouble: undefined });
    reader.resume();
    expect(voice.said).toEqual(["Ada: words 1", "words 1"]);
  });

  it("is told, and left to others to say", async () => {
    await end(() => voice.fail(new Mute("voiceless")));
    expect(reader).toMatchObject({ trouble: "voiceless", heard: false });
    await end();
    expect(reader.heard).toBe(true);
  });

  it("holds nothing up: a voice that never ends is given up", async () => {
    await vi.advanceTimersByTimeAsync(15_000);
    expect(voice.said).toEqual(["Ada: words 1", "words 2"]);
  });
});

describe("the voice of a language", () => {
  const offered = [
    { lang: "en-US", localService: true, default: true },
    { lang: "pt-PT", localService: false, default: false },
    { lang: "pt_BR", localService: true, default: false },
    { lang: "zh-TW", localService: true, default: false },
  ];

  it("is one of this device, of whatever country", () => {
    expect(voiceFor("pt", offered)?.lang).toBe("pt_BR");
    expect(voiceFor("en-GB", offered)?.lang).toBe("en-US");
  });

  it("is none where the words would leave the device, or be read in other letters", () => {
    expect(voiceFor("pt", offered.slice(0, 2))).toBeUndefined();
    expect(voiceFor("zh", offered)).toBeUndefined();
    expect(voiceFor("zh-Hant", offered)?.lang).toBe("zh-TW");
  });
});
