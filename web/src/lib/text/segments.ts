// The words of a text, and what stands between them; also where no spaces part them. Pure.

export const segments = (text: string, language: string): Intl.SegmentData[] => [
  ...new Intl.Segmenter(language, { granularity: "word" }).segment(text),
];
