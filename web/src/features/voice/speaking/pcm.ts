// Converts sound to what recognisers take: 16 kHz, mono, 16 bits, chunks of 100 ms. Pure.

export const RATE = 16_000;
export const CHUNK = RATE / 10;
export type Chunk = Int16Array<ArrayBuffer>;

/** Zero crossings of the filter on each side: more give a sharper cutoff, and cost more. */
const CROSSINGS = 16;
/** Where the cutoff starts, as a fraction of the lower Nyquist frequency. */
const PASSED = 0.92;

/**
 * Resamples from any integer rate to 16 kHz, with a low-pass filter.
 *
 * A sinc in a Hann window, sampled once for each place that an output sample can have between two input samples
 * (J. O. Smith, "Digital Audio Resampling Home Page", 2002).
 */
export class Resampler {
  readonly #half: number;
  readonly #step: number;
  readonly #kernels: Float32Array[];
  /** The samples that the next output sample still needs. */
  #past: Float32Array;
  #at: number;
  #phase = 0;

  constructor(rate: number) {
    const common = divisor(rate, RATE);
    const phases = RATE / common;
    this.#step = rate / common;
    this.#half = Math.ceil(CROSSINGS * Math.max(1, rate / RATE));
    this.#at = this.#half - 1;
    this.#past = new Float32Array(this.#at);
    const cutoff = PASSED * Math.min(1, RATE / rate);
    this.#kernels = Array.from({ length: phases }, (_, phase) => kernel(this.#half, cutoff, phase / phases));
  }

  feed(block: Float32Array): Float32Array {
    const input = new Float32Array(this.#past.length + block.length);
    input.set(this.#past);
    input.set(block, this.#past.length);
    const output: number[] = [];
    for (; this.#at + this.#half < input.length; this.#advance()) output.push(this.#sample(input));
    const needed = this.#at - this.#half + 1;
    this.#past = input.slice(needed);
    this.#at -= needed;
    return Float32Array.from(output);
  }

  #sample(input: Float32Array): number {
    const weights = this.#kernels[this.#phase]!;
    const start = this.#at - this.#half + 1;
    return weights.reduce((sum, weight, index) => sum + weight * input[start + index]!, 0);
  }

  #advance(): void {
    const next = this.#phase + this.#step;
    this.#at += Math.floor(next / this.#kernels.length);
    this.#phase = next % this.#kernels.length;
  }
}

/** The weights of the samples around a place that lies `shift` behind a sample. */
function kernel(half: number, cutoff: number, shift: number): Float32Array {
  return Float32Array.from({ length: 2 * half }, (_, index) => {
    const x = index - half + 1 - shift;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / half);
    return cutoff * sinc(cutoff * x) * window;
  });
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Collects samples until a chunk is full. */
export class Chunks {
  #chunk = new Int16Array(CHUNK);
  #filled = 0;

  *cut(samples: Float32Array): Generator<Chunk> {
    for (const sample of samples) {
      this.#chunk[this.#filled++] = Math.round(32767 * Math.max(-1, Math.min(1, sample)));
      if (this.#filled < CHUNK) continue;
      yield this.#chunk;
      this.#chunk = new Int16Array(CHUNK);
      this.#filled = 0;
    }
  }
}

const QUIET = -60;
const LOUD = -15;

/** How loud a chunk is for the eye: 0 at -60 dB below the loudest possible, 1 at -15 dB. */
export function loudness(chunk: Chunk): number {
  const power = chunk.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / chunk.length;
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.max(0, Math.min(1, (decibels - QUIET) / (LOUD - QUIET)));
}
