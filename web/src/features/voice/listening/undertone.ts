// Plays the voices of those who speak, quietly, and more quietly while something is read aloud.
import { RATE } from "../speaking/pcm";
import { place, type Sound } from "./sound";

export const QUIET = 0.25;
export const QUIETER = 0.1;
/** Seconds in which most of the way from one to the other is gone. */
const FADE = 0.1;

export class Undertone {
  #context: AudioContext | undefined;
  #gain: GainNode | undefined;
  #level = QUIET;
  /** When what came of each speaker will be played. */
  readonly #ends = new Map<string, number>();

  /** Browsers keep a page silent until somebody touches it, and some let it begin to sound only in a touch. */
  wake(): void {
    if (navigator.userActivation?.hasBeenActive === false) return;
    this.#context ??= this.#open();
    if (this.#context.state !== "running") this.#context.resume().catch(() => undefined);
  }

  play({ speaker, samples }: Sound): void {
    this.wake();
    const context = this.#context;
    if (context?.state !== "running") return;
    const start = place(this.#ends.get(speaker) ?? 0, context.currentTime);
    if (start === undefined) return;
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: RATE });
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32768),
      0,
    );
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(this.#gain!);
    source.start(start);
    this.#ends.set(speaker, start + buffer.duration);
  }

  /** Makes room for what is read aloud, or takes it back. */
  duck(ducked: boolean): void {
    this.#level = ducked ? QUIETER : QUIET;
    this.#gain?.gain.setTargetAtTime(this.#level, this.#context!.currentTime, FADE);
  }

  /** Silence at once. */
  stop(): void {
    void this.#context?.close();
    this.#context = this.#gain = undefined;
    this.#ends.clear();
  }

  /** At the rate of the sound: pieces that follow each other join without a click. */
  #open(): AudioContext {
    const context = new AudioContext({ sampleRate: RATE });
    this.#gain = new GainNode(context, { gain: this.#level });
    this.#gain.connect(context.destination);
    return context;
  }
}
