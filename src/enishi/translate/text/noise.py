"""The noise of chat: what an engine reads in its place, and how the answer gets the writer's tone back.

Capitals all through, drawn-out letters, marks in a row, sentences in lower case without an end. A clean sentence is
left as it is.
"""

import re
from dataclasses import dataclass, replace

_END = re.compile(r"[.!?…,;:。！？、，；：؟؛۔।]+$")
_KINDS = {"?": "?？؟", "!": "!！", ".": ".。।۔…"}
_WIDE = str.maketrans("?!.", "？！。")
_ARABIC = str.maketrans("?", "؟")
_OPENING = re.compile(r"^([¿¡])\1+")
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+")
_DRAWN = re.compile(r"([a-zß-öø-ÿāēīōūğışα-ωа-я])\1{2,}(?=(\w?))", re.IGNORECASE)
_NUMERAL = re.compile(r"\b[IVXLCDM]+\b|\bwww\b")
_DOUBLING = {"en": "eo", "nl": "aeou", "fi": "aeiouyäö", "et": "aeiouäöüõ"}
"""Languages that write a long vowel twice: `goooood` is `good` there, `boooom` is `bom` elsewhere."""
_THRICE = {"de", "nb", "nn", "no", "sv", "da"}
"""Languages with words that have a letter three times (Schifffahrt)."""
_FEW = 4
"""Words from which on a sentence in lower case gets a capital and a full stop."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the engine reads for a sentence, and the tone that was taken off it."""

    text: str
    end: str
    """The marks the sentence ended with."""
    shouted: bool = False

    def otherwise(self) -> "Reading":
        """The same without its full stop, or with one: some models say a line back because of it."""
        other = self.text[:-1] if self.text.endswith(".") else f"{self.text.rstrip('!?')}."
        return replace(self, text=other)


def normalise(sentence: str, language: str) -> Reading:
    """What an engine shall read for the sentence."""
    found = _END.search(sentence)
    end = found[0] if found else ""
    body = sentence.removesuffix(end)
    shouted = _shouted(body)
    body = _OPENING.sub(r"\1", _shortened(body.lower() if shouted else body, language))
    short = _kind(end) if len(end) > 1 else end
    if shouted:
        body = _raised(body)
    elif not end and body[:1].islower() and body[-1:].isalnum() and len(body.split()) >= _FEW:
        body, short = _raised(body), "."
    if language.partition("-")[0] == "en":
        body = re.sub(r"(?<![\w.])i(?=['’ ]|$)(?![.])", "I", body)
    return Reading(body + short, end, shouted)


def restore(answer: str, reading: Reading, language: str) -> str:
    """The answer with the writer's tone: capitals where all were, and the marks at the end that were there."""
    found = _END.search(answer)
    theirs = found[0] if found else ""
    body = answer.removesuffix(theirs)
    if not reading.end and reading.text[-1:].isalnum() | reading.text.endswith("."):
        theirs = theirs if "?" in theirs else ""
    elif len(reading.end) > 1 and _kind(reading.end):
        theirs = reading.end
    elif (kind := _kind(reading.end)) and kind != _kind(theirs) and (theirs or kind == "?"):
        theirs = _written(kind, body)
    if not body:
        return answer
    return (_upper(body, language) if reading.shouted else body) + theirs


def _kind(end: str) -> str:
    """What the marks say, as one of them; empty when they end nothing."""
    return next((kind for kind, forms in _KINDS.items() if any(form in end for form in forms)), "")


def _written(kind: str, body: str) -> str:
    """The mark as the script of the sentence has it."""
    last = body[-1:]
    if "\u3000" <= last <= "\u9fff":
        return kind.translate(_WIDE)
    return kind.translate(_ARABIC) if "\u0600" <= last <= "\u06ff" else kind


def _shouted(body: str) -> bool:
    """Capitals all through: more than an abbreviation."""
    letters = "".join(_WORD.findall(body))
    return len(letters) > 3 and letters.isupper() and letters.lower() != letters and not _abbreviations(body)


def _abbreviations(body: str) -> bool:
    """Whether every word is one of three letters at most (`USA`, `EU 27`)."""
    return all(len(word) <= 3 for word in _WORD.findall(body)) and len(_WORD.findall(body)) < 3


def _shortened(body: str, language: str) -> str:
    primary = language.partition("-")[0]
    least = 4 if primary in _THRICE else 3
    kept = [match.span() for match in _NUMERAL.finditer(body)]

    def short(match: re.Match[str]) -> str:
        run = match.end(1) - match.start(1) + len(match[0]) - 1
        laughter = not match[2] and not body[: match.start()][-1:].isalpha()  # kkkkk, zzz
        if run < least or laughter or any(start <= match.start() < stop for start, stop in kept):
            return match[0]
        twice = match[2] and match[1].lower() in _DOUBLING.get(primary, "")
        return match[1] * (2 if twice else 1)

    return _DRAWN.sub(short, body)


def _raised(body: str) -> str:
    """Its first letter as a capital; one that follows a mark or a digit is not the first."""
    return body[:1].upper() + body[1:]


def _upper(text: str, language: str) -> str:
    return (text.replace("i", "İ") if language.partition("-")[0] in ("tr", "az") else text).upper()
