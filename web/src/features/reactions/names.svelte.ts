// The names of emoji in the reader's language, out of CLDR; a language is loaded when it is first needed.
import { type Annotations, bare, type Emoji, emojiOf } from "./emoji";

// The languages of the interface; a test compares.
const files = import.meta.glob<Annotations>(
  "/node_modules/cldr-annotations-full/annotations/{ar,de,en,es,fr,ja,pt}/annotations.json",
  { import: "default" },
);
const file = (language: string) =>
  files[`/node_modules/cldr-annotations-full/annotations/${language}/annotations.json`];

class Names {
  all = $state.raw<readonly Emoji[]>([]);
  failed = $state(false);
  #names = $derived(new Map(this.all.map(({ sign, name }) => [bare(sign), name])));
  #language = "";

  /** The sign, and its name once that is known. */
  of(sign: string): string {
    const name = this.#names.get(bare(sign));
    return name ? `${sign} ${name}` : sign;
  }

  /** Turns to a language, or to English where it cannot be had. */
  async load(language: string): Promise<void> {
    if (language === this.#language) return;
    this.#language = language;
    this.failed = false;
    const all = (await read(language)) ?? (await read("en"));
    if (language !== this.#language) return;
    if (all) this.all = all;
    else this.#fail();
  }

  #fail(): void {
    this.failed = true;
    this.#language = "";
  }
}

async function read(language: string): Promise<Emoji[] | undefined> {
  try {
    const annotations = await file(language)?.();
    return annotations && emojiOf(annotations, language);
  } catch {
    return undefined;
  }
}

export const names = new Names();
