"""Recovery phrases: twelve words, so many that nobody can guess them, in a language that their owner can write."""

import unicodedata

from mnemonic import Mnemonic

from enishi.auth.secrets import digest
from enishi.languages import best_match

STRENGTH = 128
"""Random bits in a phrase."""

LISTS = {"en": "english", "es": "spanish", "fr": "french", "ja": "japanese", "pt": "portuguese"}
"""The language of each list of 2,048 words; the others get English words, which every keyboard can write."""


def new_phrase(language: str) -> str:
    """A fresh phrase for somebody who reads this language."""
    return Mnemonic(LISTS[best_match(language, LISTS) or "en"]).generate(STRENGTH)


def hash_of(phrase: str) -> bytes:
    """What is kept of a phrase: the same however it is typed, in capitals, without accents, with other spaces."""
    letters = unicodedata.normalize("NFKD", phrase.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return digest(" ".join(bare.split()))
