// Opens the microphone, and delivers its sound in chunks of 100 ms.
import worklet from "./capture.worklet?worker&url";
import type { Chunk } from "./pcm";
import { Deaf } from "./recogniser";

const WHY: Record<string, Deaf> = {
  NotFoundError: new Deaf("no_microphone"),
  NotAllowedError: new Deaf("microphone_refused"),
  NotReadableError: new Deaf("microphone_busy"),
};

/** Resolves to what closes the microphone again; rejects with `Deaf`. `gone` is called when it is taken away. */
export async function capture(heard: (chunk: Chunk) => void, gone: () => void): Promise<() => void> {
  const stream = await open();
  const context = new AudioContext();
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  for (const track of stream.getTracks()) track.onended = gone;
  try {
    await context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context, "capture", { channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = ({ data }) => heard(data);
    context.createMediaStreamSource(stream).connect(node);
    await context.resume();
    return close;
  } catch (error) {
    close();
    throw error;
  }
}

async function open(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch (error) {
    throw (error instanceof DOMException && WHY[error.name]) || new Deaf("microphone_failed");
  }
}
