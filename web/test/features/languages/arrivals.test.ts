// Languages on their way: what is kept of them, who is shown what, what a room lacks.
import { describe, expect, it } from "vitest";
import {
  forgotten,
  kindOf,
  lacking,
  mark,
  notices,
  shown,
  SPEECH,
  told,
} from "../../../src/features/languages/arrivals";
import type { LanguageArrives } from "../../../src/lib/protocol";

const event = (given: Partial<LanguageArrives>): LanguageArrives => ({
  type: "language_arrives",
  room: null,
  language: "de",
  state: "asked",
  wanted_by: ["Jürgen"],
  have: 0,
  spoken: [],
  size: 48,
  code: null,
  sentence: null,
  ...given,
});

const after = (...events: Partial<LanguageArrives>[]) =>
  events.reduce<ReturnType<typeof told>>((kept, each) => told(kept, event(each)), {});
const languages = (events: readonly LanguageArrives[]) => events.map(({ language }) => language);

describe("what is kept", () => {
  it("is the newest of each language and room, in the order in which they were first told", () => {
    const kept = after({}, { language: "uk" }, { state: "fetching", have: 31 }, { room: "garden" });
    expect(Object.values(kept).map(({ language, state, room }) => [language, state, room])).toEqual([
      ["de", "fetching", null],
      ["uk", "asked", null],
      ["de", "asked", "garden"],
    ]);
  });

  it("ends with `dropped`, and with `ready` where nothing was lacking", () => {
    expect(after({}, { state: "dropped" })).toEqual({});
    expect(after({ state: "ready" })).toEqual({});
    expect(after({ state: "update" }, { state: "ready" })).toEqual({});
  });

  it("says `ready` of what came, until that is forgotten", () => {
    const ready = event({ state: "ready" });
    const kept = told(after({ state: "waiting" }), ready);
    expect(Object.values(kept)).toEqual([ready]);
    expect(forgotten(kept, ready)).toEqual({});
    const again = told(kept, event({ state: "update" }));
    expect(forgotten(again, ready)).toBe(again);
  });
});

describe("what is shown", () => {
  const kept = after(
    { room: "garden", state: "asked" },
    { room: "kitchen", language: "uk" },
    { room: "garden", language: "ar", state: "failed", code: "no_route" },
    { language: "de" },
    { language: "uk" },
    { language: "fr", state: "update" },
  );

  it("is what the room waits for", () => {
    expect(languages(shown(kept, "garden", false))).toEqual(["de", "ar"]);
    expect(languages(shown(kept, undefined, false))).toEqual([]);
  });

  it("is to hosts what any room waits for, once", () => {
    expect(languages(shown(kept, "garden", true))).toEqual(["de", "uk", "ar"]);
    expect(languages(shown(kept, undefined, true))).toEqual(["de", "uk"]);
  });

  it("is one notice for all that failed for the same reason", () => {
    const events = ["de", "uk"].map((language) =>
      event({ language, state: "failed", code: "model_refused" }),
    );
    const full = event({ language: "fr", state: "failed", code: "model_disk_full" });
    expect(notices([...events, event({ language: "es" }), full]).map(languages)).toEqual([
      ["de", "uk"],
      ["es"],
      ["fr"],
    ]);
  });

  it("never joins speech with languages that failed for the same reason", () => {
    const events = ["de", SPEECH].map((language) =>
      event({ language, state: "failed", code: "model_refused" }),
    );
    expect(notices(events).map(languages)).toEqual([["de"], [SPEECH]]);
    expect(new Set(events.map(kindOf)).size).toBe(2);
  });

  it("is asked again where somebody else wants the same", () => {
    expect(mark(event({ have: 1 }))).toBe(mark(event({})));
    expect(mark(event({ wanted_by: ["Jürgen", "Petra"] }))).not.toBe(mark(event({})));
    expect(mark(event({ spoken: ["pt"] }))).not.toBe(mark(event({})));
    expect(mark(event({ state: "failed", code: "model" }))).not.toBe(mark(event({ state: "failed" })));
  });
});

it("a room lacks what is not here, and knows what is on its way", () => {
  const kept = after(
    { room: "garden", language: "de", state: "fetching" },
    { room: "garden", language: "uk" },
    { room: "garden", language: "ar", state: "failed" },
    { room: "kitchen", language: "fr" },
    { room: "garden", language: "es", state: "update" },
    { language: "ja" },
    { room: "garden", language: SPEECH, spoken: ["pt"] },
  );
  expect([...lacking(kept, "garden")]).toEqual([
    ["de", true],
    ["uk", false],
    ["ar", false],
  ]);
  expect([...lacking(told(kept, event({ room: "garden", state: "ready" })), "garden").keys()]).toEqual([
    "uk",
    "ar",
  ]);
});
