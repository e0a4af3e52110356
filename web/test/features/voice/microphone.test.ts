// The button to speak: which way is taken, and that it always comes to rest and says why.
import { beforeEach, describe, expect, it } from "vitest";
import { forget, keys } from "../../../src/lib/memory";
import { Microphone, type Recognisers } from "../../../src/features/voice/speaking/microphone.svelte";
import {
  choose,
  Deaf,
  type Hearer,
  type Recogniser,
  type Way,
} from "../../../src/features/voice/speaking/recogniser";

/** Ways of recognising that do what a test says. */
class FakeRecognisers implements Recognisers {
  made: Way[] = [];
  stopped: Way[] = [];
  missed: string[] = [];
  hearer!: Hearer;
  started = () => {};
  refuse = (_: Error) => {};

  constructor(readonly there: Way[]) {}

  offered(): Promise<ReadonlySet<Way>> {
    return Promise.resolve(new Set(this.there));
  }

  miss(language: string): void {
    this.missed.push(language);
  }

  make(way: Way, _language: string, hearer: Hearer): Recogniser {
    this.made.push(way);
    this.hearer = hearer;
    return {
      start: () => new Promise((started, refuse) => Object.assign(this, { started, refuse })),
      stop: () => Promise.resolve(void this.stopped.push(way)),
    };
  }
}

let fake: FakeRecognisers;
let microphone: Microphone;
const settle = () => new Promise((next) => setTimeout(next));
async function press(): Promise<void> {
  void microphone.press("pt");
  await settle();
}
const begin = (...there: Way[]) => {
  fake = new FakeRecognisers(there);
  microphone = new Microphone(fake);
};
async function open(): Promise<void> {
  await press();
  fake.started();
  await settle();
}

beforeEach(() => {
  for (const key of keys("")) forget(key);
  begin("server");
});

describe("the way that is taken", () => {
  const among = (...there: Way[]) => choose(new Set(there), false);

  it("keeps what is said on the device, or else in the house", () => {
    expect(among("service", "server", "device")).toBe("device");
    expect(among("service", "server")).toBe("server");
  });

  it("leads to the browser's maker only after a word of agreement", () => {
    expect(among("service")).toBe("ask");
    expect(choose(new Set(["service"]), true)).toBe("service");
    expect(among()).toBeUndefined();
  });
});

describe("a press", () => {
  it("opens it, and another one ends it", async () => {
    await press();
    expect(microphone.state).toBe("starting");
    fake.started();
    await settle();
    expect(microphone.state).toBe("open");
    fake.hearer.loud(0.5);
    expect(microphone.level).toBe(0.5);
    await press();
    expect(microphone).toMatchObject({ state: "rest", level: 0, trouble: undefined });
    expect(fake.stopped).toEqual(["server"]);
  });

  it("takes back one that waits for a permission", async () => {
    await press();
    await press();
    fake.started();
    await settle();
    expect(microphone.state).toBe("rest");
    expect(fake.stopped).toEqual(["server"]);
  });

  it("says what is the matter where nothing can recognise speech", async () => {
    begin();
    await press();
    expect(microphone).toMatchObject({ state: "rest", trouble: "no_recogniser" });
    expect(fake.missed).toEqual(["pt"]);
    microphone.dismiss();
    expect(microphone.trouble).toBeUndefined();
  });

  it("asks before it lets the browser's maker hear, once", async () => {
    begin("service");
    await press();
    expect(microphone).toMatchObject({ state: "rest", asks: true });
    expect(fake.made).toEqual([]);
    void microphone.agree("pt");
    await settle();
    fake.started();
    await settle();
    expect(microphone).toMatchObject({ state: "open", asks: false });
    begin("service");
    await press();
    expect(fake.made).toEqual(["service"]);
  });
});

describe("it comes to rest and says why", () => {
  it("when the microphone cannot be had", async () => {
    await press();
    fake.refuse(new Deaf("microphone_refused"));
    await settle();
    expect(microphone).toMatchObject({ state: "rest", trouble: "microphone_refused" });
  });

  it("when the server stops listening, or is gone", async () => {
    await open();
    microphone.broke("recogniser_died");
    await settle();
    expect(microphone).toMatchObject({ state: "rest", trouble: "recogniser_died" });
    expect(fake.stopped).toEqual(["server"]);
  });

  it("but not for the server where the browser recognises", async () => {
    begin("device", "server");
    await open();
    microphone.broke("microphone_lost");
    await settle();
    expect(microphone.state).toBe("open");
  });

  it("or goes another way, when this one only pretended", async () => {
    begin("device", "server");
    await open();
    fake.hearer.ended(new Deaf("no_recogniser", true));
    await settle();
    fake.started();
    await settle();
    expect(fake.made).toEqual(["device", "server"]);
    expect(microphone).toMatchObject({ state: "open", trouble: undefined });
  });

  it("and what an earlier try tells late changes nothing", async () => {
    await open();
    const { hearer } = fake;
    await press();
    hearer.loud(1);
    hearer.ended(new Deaf("microphone_gone"));
    await settle();
    expect(microphone).toMatchObject({ state: "rest", level: 0, trouble: undefined });
  });
});
