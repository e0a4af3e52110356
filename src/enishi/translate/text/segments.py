"""Splits a text into sentences and the gaps between them, and joins it again."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fxtranslate import discovery

from enishi.translate.text.pictographs import split_at_pictographs

LIMIT = 350
"""Characters of a sentence at most (a wide one counts as three).

The models of Firefox write 256 tokens at most, and translate well up to about 100: on FLORES, quality falls past some
440 characters (bench/engine_limits.py). The margin is for pivot languages, whose text may be longer.
"""

_BULLET = re.compile(r"\A\s*+(?:(?:[-*+•‣◦–—>]{1,20}+|#{1,6}|\d{1,3}[.)])\s++)*+")
_ABBREVIATIONS = re.compile(
    "abb|abs|approx|apt|art|av|avda|bd|bzgl|bzw|ca|cf|chap|dept|dr|dra|dña|ed|evtl|ex|excmo|fig|fr|gen|ggf|hon|ing|inkl"
    "|jr|kap|lic|lt|mag|mlle|mme|mr|mrs|ms|mt|nr|núm|op|pág|pp|prof|rev|sen|sgt|sig|sr|sra|srta|ss|st|sta|str|tel|tlf|ud"
    "|uds|univ|vd|vds|vgl|vol|vs"
)
_STOPPED = re.compile(r"[^\W\d_](?<![^\s(\"'«“.].)[^\W\d_]{0,5}\.(?=\s)")
"""A short word and a full stop."""
_MONTHS = "jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez"
_DAY = re.compile(rf"(?<![\w.])\d\d?\.(?=\s(?:{_MONTHS}))", re.IGNORECASE)  # am 3. Mai
_CELL_GAP = re.compile(r"[ \u00a0]*+\t\s*+|[ \u00a0]{3,}+|(?<=\d)  (?=\S)|(?<=\S)  (?=\d)")
_DOUBLE_SPACE = re.compile(r"(?<=[^\s.!?:;,…\d])  (?=[^\s\d])")
_GOOD_CUTS = (re.compile(r"(?:[.;:!?…—]\s|[。！？；])"), re.compile(r"(?:[,)،]\s|[，、])"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Segments:
    """A text as `gaps[0]`, `sentences[0]`, `gaps[1]`, … `gaps[-1]`; what has no letters is part of a gap."""

    sentences: tuple[str, ...]
    gaps: tuple[str, ...]

    def join(self, sentences: Sequence[str]) -> str:
        """The text with other sentences (translations) between the same gaps."""
        return "".join(self.pieces(sentences))

    def pieces(self, sentences: Sequence[str]) -> list[str]:
        """The same as pieces: the first gap, the first sentence, the second gap, and so on."""
        pieces = [self.gaps[0]]
        for i, sentence in enumerate(sentences):
            inner = i + 1 < len(self.sentences)
            gap = _respaced(self.gaps[i + 1], self.sentences[i], sentence) if inner else self.gaps[i + 1]
            pieces += (sentence, gap)
        return pieces


def split(text: str) -> Segments:
    """Sentences of LIMIT characters at most; every space, line break and bullet is in the gaps."""
    sentences: list[str] = []
    gaps: list[str] = []
    end = 0
    for start, stop in _spans(text):
        sentence = text[start:stop]
        if any(character.isalpha() for character in sentence):
            gaps.append(text[end:start])
            sentences.append(sentence)
            end = stop
    return Segments(tuple(sentences), (*gaps, text[end:]))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order."""
    start = 0
    for line in text.splitlines(keepends=True):
        bullet = _BULLET.match(line)
        inside = bullet.end() if bullet else 0
        for place, run in enumerate(split_at_pictographs(line[inside:])):
            for sentence in _sentences(run) if place % 2 == 0 else ():
                for cell in _cells(run[sentence]):
                    begun = start + inside + sentence.start
                    yield from _pieces(begun + cell.start, begun + cell.stop, text)
            inside += len(run)
        start += len(line)


def _cells(sentence: str) -> Iterator[slice]:
    """The cells of a table row; two spaces are a slip of the finger where there is one such gap between words.

    They are counted within a sentence, so that what is written behind it never cuts it anew.
    """
    gaps = [match.span() for match in _CELL_GAP.finditer(sentence)]
    double = [match.span() for match in _DOUBLE_SPACE.finditer(sentence)]
    edges = sorted(gaps + double if len(double) > 1 else gaps)
    for (_, start), (stop, _) in pairwise([(0, 0), *edges, (len(sentence), len(sentence))]):
        yield slice(start, stop)


def _sentences(run: str) -> Iterator[slice]:
    """UAX #29 sentences (ICU4X), without the breaks after abbreviations."""
    abbreviated = {match.end() for match in _STOPPED.finditer(run) if _is_abbreviation(match[0])}
    abbreviated |= {match.end() for match in _DAY.finditer(run)}
    stop, begun = 0, None
    for sentence in discovery.segment_sentences(run):
        start = run.index(sentence, stop)
        stop = start + len(sentence)
        begun = start if begun is None else begun
        if stop not in abbreviated:
            yield slice(begun, stop)
            begun = None
    if begun is not None:
        yield slice(begun, stop)


def _is_abbreviation(word: str) -> bool:
    """Whether it is an initial (J. Smith, z. B., p. m.), or a word that rarely ends a sentence."""
    return len(word) == 2 or _ABBREVIATIONS.fullmatch(word[:-1].lower()) is not None


def _pieces(start: int, stop: int, text: str) -> Iterator[tuple[int, int]]:
    stop = start + len(text[start:stop].rstrip())  # Python strips more kinds of space than ICU
    start = stop - len(text[start:stop].lstrip())
    while (reach := _reach(text, start, stop)) < stop:
        cut = _cut(text, start, reach)
        yield start, start + len(text[start:cut].rstrip())
        start = stop - len(text[cut:stop].lstrip())
    yield start, stop


def _reach(text: str, start: int, stop: int) -> int:
    """The place LIMIT characters after `start`, or `stop`."""
    room = LIMIT
    for position in range(start, stop):
        room -= 3 if _wide(text[position]) else 1
        if room < 0:
            return position
    return stop


def _cut(text: str, start: int, reach: int) -> int:
    """The best place to cut in the second half of the piece; never inside a grapheme."""
    middle = (start + reach) // 2
    for pattern in _GOOD_CUTS:
        if ends := [match.end() for match in pattern.finditer(text, middle, reach)]:
            return ends[-1]
    cut = reach
    while cut > middle and (unicodedata.category(text[cut])[0] == "M" or "\u200d" in text[cut - 1 : cut + 1]):
        cut -= 1
    return cut


def _respaced(gap: str, source: str, target: str) -> str:
    """The gap with or without a space, as the target writes it: Chinese and Japanese have none between sentences."""
    if gap == "" and _wide(source[-1]) and target and not _wide(target[-1]):
        return " "
    if gap == " " and target and _wide(target[-1]) and not _wide(source[-1]):
        return ""
    return gap


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
