"""Normalises the noise of chat before an engine reads a sentence, and restores it in the translation.

Noise is: all capitals, repeated letters, repeated punctuation, shorthand, lower case without a full stop. A clean
sentence is not changed.
"""

import re
from dataclasses import dataclass, replace

from enishi.translate.text.shorthand import spelled_out

_ENDS = ".!?…,;:。！？、，；：؟؛۔।"
_KINDS = {"?": "?？؟", "!": "!！", ".": ".。।۔…"}
_WIDE = str.maketrans("?!.", "？！。")
_ARABIC = str.maketrans("?", "؟")
_OPENING = re.compile(r"^([¿¡])\1+")
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+")
_REPEATED = re.compile(r"([a-zß-öø-ÿāēīōūğışα-ωа-я])\1{2,}(?=(\w?))", re.IGNORECASE)
_NUMERAL = re.compile(r"\b[IVXLCDM]+\b|\bwww\b")
_DOUBLED = {"en": "eo", "nl": "aeou", "fi": "aeiouyäö", "et": "aeiouäöüõ"}
"""Letters that each language doubles: `goooood` is `good` in English, `boooom` is `bom` elsewhere."""
_THRICE = {"de", "nb", "nn", "no", "sv", "da"}
"""Languages with words that have a letter three times in a row (Schifffahrt)."""
_MIN_WORDS = 4
"""Words from which a sentence in lower case gets a capital and a full stop."""


@dataclass(frozen=True, slots=True)
class NormalisedSentence:
    """What the engine reads for a sentence, and what `restore` needs."""

    text: str
    end: str
    """The punctuation at the end of the original sentence."""
    all_capitals: bool = False

    def with_other_end(self) -> "NormalisedSentence":
        """The same without its full stop, or with one: some models copy a sentence because of its end."""
        other = self.text[:-1] if self.text.endswith(".") else f"{self.text.rstrip('!?')}."
        return replace(self, text=other)


def normalise(sentence: str, language: str) -> NormalisedSentence:
    """The sentence in the form that engines translate best."""
    body = sentence.rstrip(_ENDS)
    end = sentence[len(body) :]
    all_capitals = _is_all_capitals(body)
    body = _OPENING.sub(r"\1", _without_repeats(body.lower() if all_capitals else body, language))
    body = spelled_out(body, language)
    short = _kind(end) if len(end) > 1 else end
    if all_capitals:
        body = _capitalised(body)
    elif not end and body[:1].islower() and body[-1:].isalnum() and len(body.split()) >= _MIN_WORDS:
        body, short = _capitalised(body), "."
    if language.partition("-")[0] == "en":
        body = re.sub(r"(?<![\w.])i(?=['’ ]|$)(?![.])", "I", body)
    return NormalisedSentence(body + short, end, all_capitals)


def restore(translation: str, normalised: NormalisedSentence, language: str) -> str:
    """The translation with the capitals and the end punctuation of the original sentence."""
    body = translation.rstrip(_ENDS)
    end = translation[len(body) :]
    if not normalised.end and normalised.text[-1:].isalnum() | normalised.text.endswith("."):
        end = end if "?" in end else ""
    elif len(normalised.end) > 1 and _kind(normalised.end):
        end = normalised.end
    elif (kind := _kind(normalised.end)) and kind != _kind(end) and (end or kind == "?"):
        end = _in_script_of(body, kind)
    if not body:
        return translation
    return (_upper(body, language) if normalised.all_capitals else body) + end


def _kind(end: str) -> str:
    """The punctuation as one of the keys of _KINDS; empty when it ends no sentence."""
    return next((kind for kind, forms in _KINDS.items() if any(form in end for form in forms)), "")


def _in_script_of(body: str, kind: str) -> str:
    """The punctuation mark in the form of the script of the sentence."""
    last = body[-1:]
    if "\u3000" <= last <= "\u9fff":
        return kind.translate(_WIDE)
    return kind.translate(_ARABIC) if "\u0600" <= last <= "\u06ff" else kind


def _is_all_capitals(body: str) -> bool:
    """Whether it is in capitals and more than abbreviations."""
    letters = "".join(_WORD.findall(body))
    return len(letters) > 3 and letters.isupper() and letters.lower() != letters and not _is_abbreviation(body)


def _is_abbreviation(body: str) -> bool:
    """Whether it is one or two words of three letters at most (`USA`, `EU 27`)."""
    return all(len(word) <= 3 for word in _WORD.findall(body)) and len(_WORD.findall(body)) < 3


def _without_repeats(body: str, language: str) -> str:
    primary = language.partition("-")[0]
    shortest = 4 if primary in _THRICE else 3
    kept = [match.span() for match in _NUMERAL.finditer(body)]

    def shortened(match: re.Match[str]) -> str:
        run = match.end(1) - match.start(1) + len(match[0]) - 1
        laughter = not match[2] and not body[: match.start()][-1:].isalpha()  # kkkkk, zzz
        if run < shortest or laughter or any(start <= match.start() < stop for start, stop in kept):
            return match[0]
        twice = match[2] and match[1].lower() in _DOUBLED.get(primary, "")
        return match[1] * (2 if twice else 1)

    return _REPEATED.sub(shortened, body)


def _capitalised(body: str) -> str:
    """With its first character as a capital."""
    return body[:1].upper() + body[1:]


def _upper(text: str, language: str) -> str:
    return (text.replace("i", "İ") if language.partition("-")[0] in ("tr", "az") else text).upper()
