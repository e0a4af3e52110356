"""Whether what a language model answered is a translation of a sentence: bared of its habits, or refused.

Refusing is cheap, since the sentence then goes another way or is told as not translated; a leaked thought is not
(tdesktop#30095). So whatever looks wrong is refused, and only habits that do no harm are mended.
"""

import re
import unicodedata

from langcodes import Language

from enishi.errors import EngineFailed

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>\s*", re.DOTALL | re.IGNORECASE)
_LEAK = re.compile(r"</?(think|thinking|reasoning|message-*)\b|<\||\|>|```", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(sure|certainly|of course|okay|ok|here(’|')?s?( is| you go)?|(the )?translation|translated)\b[^:\n]{0,60}:\s*",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\b(as an ai\b|(ai|large) language model|i(’|')?( a)?m (sorry|unable|not able)"
    r"|i (cannot|can(’|')t|can not|won(’|')t)\b.{0,40}\b(translat|assist|help|comply|fulfil|provide))",
    re.IGNORECASE,
)
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“", "‘": "’", "'": "'", "「": "」", "`": "`"}
_ENGLISH = frozenset(
    (
        "the",
        "is",
        "are",
        "was",
        "were",
        "and",
        "of",
        "to",
        "that",
        "this",
        "it",
        "you",
        "your",
        "i",
        "for",
        "with",
        "not",
    )
)
_SCRIPTS = {
    "Arab": "ARABIC",
    "Beng": "BENGALI",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Grek": "GREEK",
    "Hans": "CJK",
    "Hant": "CJK",
    "Hebr": "HEBREW",
    "Jpan": "HIRAGANA KATAKANA KATAKANA-HIRAGANA CJK",
    "Kore": "HANGUL CJK",
    "Latn": "LATIN",
    "Thai": "THAI",
}
"""The first words of the Unicode names of a script's letters."""

_MOST, _LEAST = 3.0, 0.2
"""How much longer or shorter than its sentence a translation may be, by width; short ones have _LEEWAY besides."""
_LEEWAY = 30


def checked(answer: str, sentence: str, source: str, target: str) -> str:
    """The translation in an answer; raises EngineFailed, saying what is wrong with it."""
    bare = _bared(answer, sentence)
    fault = _fault(bare, sentence, source, target)
    if fault:
        raise EngineFailed(f"The language model {fault}: “{bare[:80]}”.")
    return bare


def _bared(answer: str, sentence: str) -> str:
    """Without a finished thought before it, an introduction, and quotation marks, where the sentence has none."""
    bare = _THOUGHT.sub("", answer, count=1).strip() if answer.lstrip().startswith("<") else answer.strip()
    if ":" not in sentence and (introduced := _PREAMBLE.match(bare)):
        bare = bare[introduced.end() :].strip()
    opens, closes = bare[:1], bare[-1:]
    if len(bare) > 1 and _QUOTES.get(opens) == closes and sentence.strip()[:1] not in _QUOTES:
        bare = bare[1:-1].strip()
    return bare


def _fault(bare: str, sentence: str, source: str, target: str) -> str:
    """What is wrong with it; empty when nothing is seen."""
    english = target.split("-")[0] == "en"
    refuses = _REFUSAL.search(bare) and (not english or not _REFUSAL.search(sentence))
    checks = {
        "gave no answer": not bare,
        "thought aloud": _LEAK.search(bare) and not _LEAK.search(sentence),
        "explained itself": "\n" in bare and "\n" not in sentence.strip(),
        "refused": refuses and not (english and source.split("-")[0] != "en" and _could_apologise(bare)),
        "said far more than was asked": _width(bare) > _MOST * _width(sentence) + _LEEWAY,
        "said far less than was asked": _width(bare) < _LEAST * _width(sentence) - 2,
        "gave the text back": len(sentence.split()) > 3 and bare.casefold() == sentence.strip().casefold(),
        "answered in another script": _in_other_script(bare, target),
        "answered in English": not english and _in_english(bare),
    }
    return next((fault for fault, found in checks.items() if found), "")


def _could_apologise(bare: str) -> bool:
    """A translation into English may say that somebody is sorry; it speaks not of translating, nor of being an AI."""
    return not re.search(r"\b(translat|language model|as an ai\b|assist|comply|request)", bare, re.IGNORECASE)


def _in_other_script(bare: str, target: str) -> bool:
    """Whether less than half of the letters are of the target's script; names and links may be of another."""
    names = _SCRIPTS.get(Language.get(target).maximize().script or "", "").split()
    letters = [unicodedata.name(character, "").split(" ")[0] for character in bare if character.isalpha()]
    return bool(names and letters) and sum(name in names for name in letters) * 2 < len(letters)


def _in_english(bare: str) -> bool:
    """The language that models fall back to: a third of the words are English ones that few other languages have."""
    words = re.findall(r"[^\W\d_]+", bare.casefold())
    return len(words) > 3 and sum(word in _ENGLISH for word in words) * 3 >= len(words)


def _width(text: str) -> int:
    """Characters, a wide one (Chinese, Japanese, Korean) for three."""
    return sum(3 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text.strip())
