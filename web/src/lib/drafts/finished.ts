// The sentences of a draft that are finished: another one follows them. Pure.
import type { Drafting } from "../protocol";

/** The beginning of the settled words that is whole sentences. */
export function finished({ settled, guess, language }: Drafting): string {
  const whole = settled + guess;
  let end = 0;
  for (const { segment, index } of segments(whole, language)) {
    const stop = index + segment.trimEnd().length;
    if (stop > settled.length || index + segment.length === whole.length) break;
    end = stop;
  }
  return settled.slice(0, end);
}

/** None where the browser has no segmenter: then only whole messages are heard. */
function segments(text: string, language: string): Iterable<Intl.SegmentData> {
  return Intl.Segmenter ? new Intl.Segmenter(language, { granularity: "sentence" }).segment(text) : [];
}
