// How close behind the writer one reads: calm, or quick with a guess that is renewed at most once a second.
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { freshFrom, preference, Renewal, RENEWED, shownOf } from "../../../src/lib/drafts/pace.svelte";
import { recall } from "../../../src/lib/memory";
import { drafting } from "../../house";

const draft = drafting("ada", "Bom", { language: "pt", open: " dia", guess: " noite a todos" });

beforeEach(() => {
  vi.useFakeTimers();
  preference.choose("calm");
});

describe("the pace", () => {
  it("decides whether the guess is seen", () => {
    expect(shownOf(draft, "calm")).toEqual({ settled: "Bom", pale: " dia" });
    expect(shownOf(draft, "quick")).toEqual({ settled: "Bom", pale: " noite a todos" });
  });

  it("lets a calm reader know that somebody writes while nothing is sure", () => {
    expect(shownOf({ ...draft, settled: "", open: "" }, "calm")).toEqual({ settled: "", pale: "…" });
  });

  it("is remembered, and forgotten where it is the usual one", () => {
    preference.choose("quick");
    expect(recall("drafts.pace")).toBe("quick");
    preference.choose("calm");
    expect(recall("drafts.pace")).toBeUndefined();
  });
});

describe("a guess", () => {
  it("is renewed at most once a second, with the newest at last", () => {
    const renewal = new Renewal();
    renewal.take({ settled: "", pale: "A casa" });
    expect(renewal.shown.pale).toBe("A casa");
    for (const pale of ["O gato", "O gato azul", "Os gatos azuis"]) {
      renewal.take({ settled: "", pale });
      vi.advanceTimersByTime(300);
      expect(renewal.shown.pale).toBe("A casa");
    }
    vi.advanceTimersByTime(100);
    expect(renewal.shown.pale).toBe("Os gatos azuis");
    expect(renewal.before.pale).toBe("A casa");
    vi.advanceTimersByTime(5000);
    expect(renewal.shown.pale).toBe("Os gatos azuis");
  });

  it("settles at once where it was right, and at the next renewal where it was wrong", () => {
    const renewal = new Renewal();
    renewal.take({ settled: "O", pale: " gato azul" });
    renewal.take({ settled: "O gato", pale: " preto" });
    expect(renewal.shown).toEqual({ settled: "O gato", pale: " azul" });
    renewal.take({ settled: "O gato preto", pale: " dorme" });
    expect(renewal.shown).toEqual({ settled: "O gato", pale: " azul" });
    vi.advanceTimersByTime(RENEWED);
    expect(renewal.shown).toEqual({ settled: "O gato preto", pale: " dorme" });
  });

  it("is renewed no more once nobody shows it", () => {
    const renewal = new Renewal();
    renewal.take({ settled: "", pale: "um" });
    renewal.take({ settled: "", pale: "dois" });
    renewal.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  const words = fc
    .array(fc.constantFrom(" uma", " casa", " azul"), { maxLength: 4 })
    .map((all) => all.join(""));
  const moments = fc.array(fc.record({ settled: words, pale: words, after: fc.nat(900) }), { minLength: 1 });

  it("never changes twice in a second, whatever comes, and is the newest a second later", () => {
    fc.assert(
      fc.property(moments, (all) => {
        const renewal = new Renewal();
        let [before, changed] = [renewal.shown, -Infinity];
        for (const { settled, pale, after } of all) {
          renewal.take({ settled, pale });
          for (let rest = after; rest >= 0; rest -= 50) {
            const { shown } = renewal;
            const whole = before.settled + before.pale;
            if (shown.settled + shown.pale !== whole || !shown.settled.startsWith(before.settled)) {
              expect(Date.now() - changed).toBeGreaterThanOrEqual(RENEWED);
              changed = Date.now();
            }
            before = shown;
            vi.advanceTimersByTime(50);
          }
        }
        vi.advanceTimersByTime(RENEWED);
        const { settled, pale } = all.at(-1)!;
        expect(renewal.shown).toEqual({ settled, pale });
      }),
    );
  });
});

describe("what fades", () => {
  const from = (before: string, after: string, settled = ""): string =>
    after.slice(freshFrom({ settled: "", pale: before }, { settled, pale: after.slice(settled.length) }));

  it("is what changed, by whole words", () => {
    expect(from("", "O gato")).toBe("O gato");
    expect(from("O gato", "O gato azul")).toBe(" azul");
    expect(from("O gato azul", "O gato")).toBe("");
    expect(from("O gato azul", "O gatinho azul")).toBe("gatinho azul");
    expect(from("O gato", "O gato")).toBe("");
  });

  it("is never what settled", () => {
    expect(from("O gato", "O gatinho azul", "O gatinho")).toBe(" azul");
  });
});
