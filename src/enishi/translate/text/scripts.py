"""In which script a text is written, which languages are written in it, and Han characters told apart."""

import unicodedata
from collections import Counter
from functools import lru_cache

from langcodes import Language

_SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Kana",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr",
    "ORIYA": "Orya",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}
"""How Unicode names of letters begin, and the script's ISO 15924 code; both kana count as one."""

_TOGETHER = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Kana", "Hani"}, "Kore": {"Hang"}}
"""Written languages that use several scripts, or one under another code."""

_WEIGHT = {"Hani": 3, "Kana": 2, "Hang": 3}
"""How many letters of an alphabet one sign of these stands for."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff"
"""Characters of scripts that put no space between words (and their marks), for a class of a regular expression."""

KANJI_IN_A_ROW = 20
"""Japanese has some kana among so many Han characters."""

_CHARSETS = {
    "Hans": (("gb2312", 0.0), ("big5", 0.5)),
    "Hant": (("big5", 0.0), ("gb2312", 0.5)),
    "Jpan": (("shift_jis", 0.8),),
}
"""Where the characters of a written language are listed, and what each costs.

The price of Japanese is that of having no kana in sight, measured on pairs of signs.
"""

_FOREIGN = 5.0


def script_of(text: str) -> str | None:
    """The script of most letters and vowel signs; None where there are none. Han with some kana is `Kana`."""
    found: Counter[str] = Counter()
    for sign in text:
        script = _SCRIPTS.get(unicodedata.name(sign, "").partition(" ")[0])
        if script:
            found[script] += _WEIGHT.get(script, 1)
    if found["Kana"] * KANJI_IN_A_ROW >= found["Hani"] > 0:
        found["Kana"] += found.pop("Hani")
    return max(found, key=found.__getitem__) if found.total() else None


@lru_cache(1024)
def written_in(language: str) -> str:
    """The code of how a language is usually written: `Latn`, `Hans`, `Jpan`."""
    return Language.get(language).maximize().script or "Latn"


def uses(language: str, script: str) -> bool:
    """Whether the language is written in what `script_of` found."""
    usual = written_in(language)
    return script in _TOGETHER.get(usual, {usual})


def han_evidence(text: str, language: str) -> float:
    """How well Han characters fit the language, as a logarithm: 0 for those of its own list."""
    charsets = _CHARSETS.get(written_in(language), ())
    return -sum(_price(letter, charsets) for letter in text if letter.isalpha())


def _price(letter: str, charsets: tuple[tuple[str, float], ...]) -> float:
    for charset, price in charsets:
        try:
            letter.encode(charset)
        except UnicodeEncodeError:
            continue
        return price
    return _FOREIGN
