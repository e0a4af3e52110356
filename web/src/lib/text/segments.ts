// Splits a text into words and what is between them; also where a script has no spaces. Pure.

export const segments = (text: string, language: string): Intl.SegmentData[] => [
  ...new Intl.Segmenter(language, { granularity: "word" }).segment(text),
];
