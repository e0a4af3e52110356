"""Checks whether the answer of a language model is a translation: removes harmless additions, rejects the rest.

Rejecting is cheap: the sentence takes another route or is reported as not translated. Leaked reasoning is not
(tdesktop#30095). So whatever looks wrong is rejected.
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
"""The first words of the Unicode names of letters, by script."""

_MAX_RATIO, _MIN_RATIO = 3.0, 0.2
"""Bounds of the width of a translation relative to its sentence; _LEEWAY is added to the upper one."""
_LEEWAY = 30


def checked(answer: str, sentence: str, *, source: str, target: str) -> str:
    """The translation in an answer; raises EngineFailed with the reason if there is none."""
    translation = _without_additions(answer, sentence)
    fault = _fault(translation, sentence, source=source, target=target)
    if fault:
        raise EngineFailed(f"The language model {fault}.")
    return translation


def _without_additions(answer: str, sentence: str) -> str:
    """Without reasoning before it, an introduction, and quotation marks that the sentence does not have."""
    translation = _THOUGHT.sub("", answer, count=1).strip() if answer.lstrip().startswith("<") else answer.strip()
    if ":" not in sentence and (introduced := _PREAMBLE.match(translation)):
        translation = translation[introduced.end() :].strip()
    opens, closes = translation[:1], translation[-1:]
    if len(translation) > 1 and _QUOTES.get(opens) == closes and sentence.strip()[:1] not in _QUOTES:
        translation = translation[1:-1].strip()
    return translation


def _fault(translation: str, sentence: str, *, source: str, target: str) -> str:
    """The first check that it fails, as a predicate; empty if it passes all."""
    english = target.split("-")[0] == "en"
    refuses = _REFUSAL.search(translation) and (not english or not _REFUSAL.search(sentence))
    checks = {
        "gave no answer": not translation,
        "thought aloud": _LEAK.search(translation) and not _LEAK.search(sentence),
        "explained itself": "\n" in translation and "\n" not in sentence.strip(),
        "refused": refuses and not (english and source.split("-")[0] != "en" and _may_be_apology(translation)),
        "said far more than was asked": _width(translation) > _MAX_RATIO * _width(sentence) + _LEEWAY,
        "said far less than was asked": _width(translation) < _MIN_RATIO * _width(sentence) - 2,
        "gave the text back": len(sentence.split()) > 3 and translation.casefold() == sentence.strip().casefold(),
        "answered in another script": _is_other_script(translation, target),
        "answered in English": not english and _is_english(translation),
    }
    return next((fault for fault, found in checks.items() if found), "")


def _may_be_apology(translation: str) -> bool:
    """Whether it may be a translated apology: one that mentions neither translating nor being an AI."""
    return not re.search(r"\b(translat|language model|as an ai\b|assist|comply|request)", translation, re.IGNORECASE)


def _is_other_script(translation: str, target: str) -> bool:
    """Whether fewer than half of the letters are in the target's script; names and links may be in another."""
    names = _SCRIPTS.get(Language.get(target).maximize().script or "", "").split()
    letters = [unicodedata.name(character, "").split(" ")[0] for character in translation if character.isalpha()]
    return bool(names and letters) and sum(name in names for name in letters) * 2 < len(letters)


def _is_english(translation: str) -> bool:
    """Whether a third of the words are English ones that few other languages have: models fall back to English."""
    words = re.findall(r"[^\W\d_]+", translation.casefold())
    return len(words) > 3 and sum(word in _ENGLISH for word in words) * 3 >= len(words)


def _width(text: str) -> int:
    """The number of characters; a wide one (Chinese, Japanese, Korean) counts as three."""
    return sum(3 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text.strip())
