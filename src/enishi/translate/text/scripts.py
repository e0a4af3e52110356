"""The script of a text, the languages written in it, and evidence for the languages of Han characters."""

import unicodedata
from collections import Counter
from functools import lru_cache

from babel.localedata import locale_identifiers
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
"""The first word of Unicode names of letters, and the ISO 15924 code of the script; both kana count as one."""

_TOGETHER = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Kana", "Hani"}, "Kore": {"Hang"}}
"""ISO 15924 codes of combined scripts, and the scripts in them as `script_of` names them."""

_WEIGHT = {"Hani": 3, "Kana": 2, "Hang": 3}
"""How many alphabetic letters one character of these counts as."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff"
"""Characters (and marks) of scripts without spaces between words, for a class of a regular expression."""

HAN_PER_KANA = 20
"""Japanese has at least one kana among so many Han characters."""

_CHARSETS = {
    "Hans": (("gb2312", 0.0), ("big5", 0.5)),
    "Hant": (("big5", 0.0), ("gb2312", 0.5)),
    "Jpan": (("shift_jis", 0.8),),
}
"""Character sets that contain the characters of a written language, and a penalty for each character.

The penalty of Japanese is for a text without kana; it was measured on pairs of characters.
"""

_UNLISTED = 5.0


def script_of(text: str) -> str | None:
    """The script of most letters and vowel signs, None without any; Han characters with some kana are `Kana`."""
    found: Counter[str] = Counter()
    for character in text:
        script = _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0])
        if script:
            found[script] += _WEIGHT.get(script, 1)
    if found["Kana"] * HAN_PER_KANA >= found["Hani"] > 0:
        found["Kana"] += found.pop("Hani")
    return max(found, key=found.__getitem__) if found.total() else None


@lru_cache(1024)
def usual_script(language: str) -> str:
    """The ISO 15924 code of the usual script of a language: `Latn`, `Hans`, `Jpan`."""
    return Language.get(language).maximize().script or "Latn"


def uses(language: str, script: str) -> bool:
    """Whether the language is written in a script that `script_of` returned."""
    usual = usual_script(language)
    return script in _TOGETHER.get(usual, {usual})


@lru_cache(1024)
def may_be_written_in(language: str, script: str) -> bool:
    """Whether the language is also written in this script, if not usually (Uzbek in Cyrillic letters): by CLDR."""
    return uses(language, script) or f"{language.partition('-')[0]}_{script}" in locale_identifiers()


def han_evidence(text: str, language: str) -> float:
    """The log-likelihood of Han characters in the language: 0 if all are in its own character set."""
    charsets = _CHARSETS.get(usual_script(language), ())
    return -sum(_penalty(letter, charsets) for letter in text if letter.isalpha())


def _penalty(letter: str, charsets: tuple[tuple[str, float], ...]) -> float:
    for charset, penalty in charsets:
        try:
            letter.encode(charset)
        except UnicodeEncodeError:
            continue
        return penalty
    return _UNLISTED
