"""Pure work on text: what engines must not change, sentences, terms, noise, quality, language."""
