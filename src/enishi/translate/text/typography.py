"""Typographic quotes, apostrophes and dashes: straight for the engine, and typographic again for the reader.

Models were trained on straight ones: others cost quality, and negations (`isn’t`).
"""

import re
from collections.abc import Iterator

_QUOTES, _APOSTROPHES, _DASHES = "“”„‟«»", "‘’‚‛ʼ", "‐‑–—―"
_STRAIGHT = str.maketrans(
    dict.fromkeys(_QUOTES, '"') | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-") | {"…": "..."}
)
_TYPOGRAPHIC = re.compile(f"[{_QUOTES}{_APOSTROPHES}{_DASHES}…]")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphens, spaces without width, marks of direction: engines take them for letters."""
_INNER_SPACE = re.compile("(?<=«)[ \u00a0\u202f]|[ \u00a0\u202f](?=»)")
_BREAK = re.compile(r"(?<=\w)[—―](?=\w)")
"""A dash between words without spaces, as in English; between numbers and names it joins (`Lisboa–Porto`)."""
_SPACED_DASH = re.compile(f"(?<= )[{_DASHES}-](?= )")
_JOINED_DASH = re.compile(rf"\b(\w{{1,60}})([{_DASHES}])(\w{{1,60}})")

_MARKS = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "lt", "et", "is", "mk"), "„“‚‘"),
    **dict.fromkeys(("pl", "hu", "ro", "hr", "sr", "bs"), "„”‚’"),
    **dict.fromkeys(("sv", "fi"), "””’’"),
    **dict.fromkeys(("ru", "uk", "be", "el", "it", "es", "ca", "nb", "nn", "no", "fa", "hy"), "«»“”"),
    **dict.fromkeys(("ja", "zh-Hant"), "「」『』"),
}
"""Double and single quotation marks by language; `“”‘’` elsewhere."""
_FRENCH = ("«\u00a0", "\u00a0»", "“", "”")


def straight(sentence: str) -> str:
    """The sentence as an engine reads it best."""
    sentence = _INVISIBLE.sub("", sentence)
    if not _TYPOGRAPHIC.search(sentence):
        return sentence
    return _BREAK.sub(" - ", _INNER_SPACE.sub("", sentence)).translate(_STRAIGHT)


def typographic(translation: str, sentence: str, language: str) -> str:
    """The translation of a sentence with the marks of `language` where the sentence had typographic ones."""
    if not _TYPOGRAPHIC.search(sentence):
        return translation
    opening, closing, single_opening, single_closing = _marks(language)
    made = translation
    if _has(sentence, f"{_QUOTES}‘‚"):
        made = re.sub(r'(^|[\s(\[{\'-])"(?=\S)', rf"\1{opening}", made).replace('"', closing)
    if _has(sentence, "‘‚"):
        made = re.sub(r"(^|[\s(\[{“„«])'(?=\w)", rf"\1{single_opening}", made)
        made = re.sub(r"(?<=[\w.,!?])'(?!\w)", single_closing, made)
    if _has(sentence, _APOSTROPHES):
        made = made.replace("'", "’")
    if "…" in sentence:
        made = made.replace("...", "…")
    return _with_dashes(made, sentence)


def _with_dashes(made: str, sentence: str) -> str:
    spaced = [match[0] for match in _SPACED_DASH.finditer(_BREAK.sub(lambda match: f" {match[0]} ", sentence))]
    if len(spaced) == len(_SPACED_DASH.findall(made)):
        in_order: Iterator[str] = iter(spaced)
        made = _SPACED_DASH.sub(lambda _: next(in_order), made)
    for left, dash, right in _JOINED_DASH.findall(sentence):
        made = made.replace(f"{left}-{right}", f"{left}{dash}{right}")
    return made


def _marks(language: str) -> tuple[str, ...]:
    primary = language.partition("-")[0]
    return _FRENCH if primary == "fr" else tuple(_MARKS.get(language) or _MARKS.get(primary) or "“”‘’")


def _has(sentence: str, marks: str) -> bool:
    return any(mark in sentence for mark in marks)
