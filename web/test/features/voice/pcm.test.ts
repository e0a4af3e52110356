// Sound on its way to a recogniser: the right rate, nothing folded back, chunks without a gap.
import { describe, expect, it } from "vitest";
import { CHUNK, Chunks, loudness, RATE, Resampler } from "../../../src/features/voice/speaking/pcm";

const tone = (hertz: number, rate: number, seconds = 1): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hertz * n) / rate));

/** In blocks of 128, as an AudioWorklet gives them. */
function resampled(samples: Float32Array, rate: number): number[] {
  const resampler = new Resampler(rate);
  const output: number[] = [];
  for (let at = 0; at < samples.length; at += 128)
    output.push(...resampler.feed(samples.subarray(at, at + 128)));
  return output;
}

const steady = (samples: readonly number[]) => samples.slice(500, -500);
const strength = (samples: readonly number[]) =>
  Math.sqrt(steady(samples).reduce((sum, sample) => sum + sample ** 2, 0) / steady(samples).length);

describe.each([8000, 16_000, 44_100, 48_000, 96_000])("sound at %i Hz", (rate) => {
  it("lasts as long as before", () => {
    const missing = RATE - resampled(tone(440, rate), rate).length;
    expect(missing).toBeGreaterThanOrEqual(0);
    expect(missing).toBeLessThan(40);
  });

  it("is the same sound", () => {
    const expected = tone(440, RATE);
    const differences = steady(resampled(tone(440, rate), rate).map((sample, n) => sample - expected[n]!));
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(0.005);
  });
});

it("what 16 kHz cannot carry is not folded back into it", () => {
  expect(strength(resampled(tone(10_000, 48_000), 48_000))).toBeLessThan(0.0005);
  expect(strength(resampled(tone(6000, 48_000), 48_000))).toBeCloseTo(0.5 / Math.SQRT2, 2);
});

describe("chunks", () => {
  it("are full, of 16 bits, and lose nothing between blocks", () => {
    const chunks = new Chunks();
    const ramp = Float32Array.from({ length: 2 * CHUNK + 10 }, (_, n) => n / 32767);
    const cut = [ramp.subarray(0, 1000), ramp.subarray(1000)].flatMap((block) => [...chunks.cut(block)]);
    expect(cut.map(({ length }) => length)).toEqual([CHUNK, CHUNK]);
    expect(cut.flatMap((chunk) => [...chunk])).toEqual(Array.from({ length: 2 * CHUNK }, (_, n) => n));
  });

  it("are cut off where they are too loud", () => {
    const [chunk] = new Chunks().cut(new Float32Array(CHUNK).fill(-1.5));
    expect(chunk![0]).toBe(-32767);
  });

  it("show how loud they are", () => {
    expect(loudness(new Int16Array(CHUNK))).toBe(0);
    expect(loudness(new Int16Array(CHUNK).fill(30_000))).toBe(1);
    expect(loudness(new Int16Array(CHUNK).fill(500))).toBeCloseTo(0.53, 1);
  });
});
