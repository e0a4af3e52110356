// The AudioWorklet that converts the microphone's sound to chunks for a recogniser.
import { Chunks, Resampler } from "./pcm";

declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class Capture extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate);
  readonly #chunks = new Chunks();

  process([channels]: Float32Array[][]): boolean {
    const samples = channels?.[0];
    if (samples)
      for (const chunk of this.#chunks.cut(this.#resampler.feed(samples)))
        this.port.postMessage(chunk, [chunk.buffer]);
    return true;
  }
}

registerProcessor("capture", Capture);
