// Plays the voices of speakers at a low volume, and lower while a message is read aloud.
import { RATE } from "../speaking/pcm";
import { place, type Sound } from "./sound";

export const QUIET = 0.25;
export const QUIETER = 0.1;
/** Time constant of the change of volume, in seconds. */
const FADE = 0.1;

export class Undertone {
  #context: AudioContext | undefined;
  #gain: GainNode | undefined;
  #level = QUIET;
  /** When the last received chunk of each speaker ends, in seconds of the audio context. */
  readonly #ends = new Map<string, number>();

  /** Browsers allow no sound before user input, and some start it only inside an input handler. */
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

  /** Lowers the volume while a message is read aloud, or restores it. */
  duck(ducked: boolean): void {
    this.#level = ducked ? QUIETER : QUIET;
    this.#gain?.gain.setTargetAtTime(this.#level, this.#context!.currentTime, FADE);
  }

  /** Stops all sound at once. */
  stop(): void {
    void this.#context?.close();
    this.#context = this.#gain = undefined;
    this.#ends.clear();
  }

  /** At the sample rate of the chunks, so that they join without a click. */
  #open(): AudioContext {
    const context = new AudioContext({ sampleRate: RATE });
    this.#gain = new GainNode(context, { gain: this.#level });
    this.#gain.connect(context.destination);
    return context;
  }
}
