"""Which words of a growing sentence's translation are settled, and which are shown although they may still change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from enishi.translate.text.scripts import UNSPACED

_TOKEN = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}.,;:!?…]+|\S)")


@dataclass(frozen=True, slots=True)
class PartialTranslation:
    """The words to show: `settled` ones stay; `open` ones follow them and may still change.

    `guess` follows `settled` as well: the whole rest by the newest translation, which changes often.
    """

    settled: str = ""
    open: str = ""
    guess: str = ""


SETTLED, OPEN = 4, 3
"""Agreeing translations that a word needs, and one more for each that disagreed."""

CLAUSE = 5
"""Translations that agree up to the mark that ends a clause, all made since the source has it: the clause is open."""

REVISION = 4
"""Translations in a row that agree on other words than those that are settled or open, until they replace them."""

_MARKS = frozenset(",;:،؛、，；：")


class _Observation(NamedTuple):
    """The source so far, the tokens of its translation, and how those that were settled and open then were."""

    source: str
    translation: list[str]
    settled: list[str]
    open: list[str]
    """All that is shown, with those that are settled."""

    @property
    def clauses(self) -> int:
        """The clauses that are ended by a mark."""
        return sum(character in _MARKS for character in self.source)


class LocalAgreement:
    """One open sentence: tokens on which successive translations agree are shown, and settled when enough do.

    Local agreement (Liu et al. 2020, “Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial
    Hypothesis Selection”) with a mask (Arivazhagan et al. 2020, “Re-translation versus Streaming for Simultaneous
    Translation”) that grows where words changed before. While the sentence only grows, what is settled or open stays
    even if the next translations contradict it, until REVISION in a row agree on something else.
    """

    def __init__(self) -> None:
        self._observations = [_Observation("", [], [], [])]
        self._shown: list[str] = []

    @property
    def source(self) -> str:
        """The source that was translated last."""
        return self._observations[-1].source

    @property
    def translation(self) -> str:
        """The last translation."""
        return "".join(self._observations[-1].translation)

    def observe(self, source: str, translation: str) -> None:
        """Adds the translation of the source so far; observations of words that the writer deleted are dropped.

        Where words before the last one were changed, as many tokens stay settled and open as were before.
        """
        new, before = tokenise(translation), self._observations[-1]
        if _is_inner_edit(self.source, source):
            settled, shown = new[: len(before.settled)], new[: len(before.open)]
            self._observations[1:] = [_Observation(source, new, settled, shown)]
            self._shown = new[: len(self._shown)]
            return
        while self.source and (source == self.source or not source.startswith(self.source)):
            self._observations.pop()
        settled, shown = self._still_valid(before, new)
        self._observations.append(_Observation(source, new, settled, shown))
        places = list(_places(self._observations))
        settled = _extended(settled, places, new, SETTLED)
        shown = _extended(shown, places, new, OPEN)
        if common_prefix(settled, shown) < len(settled):
            shown = settled
        if common_prefix(shown, new) == len(shown):
            shown = new[: max(len(shown), _at_once(places))]
        self._observations[-1] = _Observation(source, new, settled, shown)

    def partial(self, *, complete: bool) -> PartialTranslation:
        """What to show: all of the last translation if the source is `complete`, else its likely part.

        What was shown stays shown as far as the last translation has it too. A complete one also replaces settled words
        that it contradicts.
        """
        source, translation, settled, likely = self._observations[-1]
        if complete:
            settled, self._shown = settled[: common_prefix(settled, translation)], translation
            self._observations[-1] = _Observation(source, translation, settled, likely[: len(settled)])
        elif common_prefix(likely, translation) < len(likely):
            self._shown = likely
        else:
            self._shown = translation[: max(len(likely), common_prefix(self._shown, translation))]
        rest = _continuation(settled, translation)
        return PartialTranslation("".join(settled), "".join(self._shown[len(settled) :]), "".join(rest))

    def finish(self) -> str:
        """Settles the last translation and returns it."""
        source, translation, _, _ = self._observations[-1]
        self._observations[-1] = _Observation(source, translation, translation, translation)
        self._shown = translation
        return self.translation

    def _still_valid(self, before: _Observation, new: list[str]) -> tuple[list[str], list[str]]:
        """What was settled and open at the last observation that is left, or later, where the new one has it, too."""
        left = self._observations[-1]
        settled = before.settled[: common_prefix(before.settled, new)]
        shown = before.open[: common_prefix(before.open, new)]
        return max(left.settled, settled, key=len), max(left.open, shown, key=len)


class _Place(NamedTuple):
    """A token of the last translation: how many of the last ones agree up to it, and how many disagreed here."""

    agreeing: int
    changes: int
    ends_clause: bool = False


def _places(observations: Sequence[_Observation]) -> Iterator[_Place]:
    """Every token of the last translation; the time grows with its length, and with the number of observations."""
    new = observations[-1].translation
    prefixes = [common_prefix(each.translation, new) for each in observations]
    changes = [0] * (len(new) + 1)
    for prefix, each in zip(prefixes, observations, strict=True):
        changes[prefix] += 1
        changes[max(prefix, min(len(each.translation), len(new)))] -= 1
    agreed = list(accumulate(reversed(prefixes), min))
    clauses = [each.clauses for each in observations]
    marks = 0
    for place, (token, changed) in enumerate(zip(new, accumulate(changes), strict=False)):
        while agreed and agreed[-1] <= place:
            agreed.pop()
        marks += (is_mark := token.strip() in _MARKS)
        since = sum(each >= marks for each in clauses[-CLAUSE:])
        yield _Place(len(agreed), changed, is_mark and min(since, len(agreed)) >= CLAUSE)


def _extended(before: list[str], places: Sequence[_Place], new: list[str], agreements: int) -> list[str]:
    """What was there before and stays, with the tokens that follow it, on which enough translations agree."""
    start = common_prefix(before, new)
    if start < len(before) and (start == len(new) or places[start].agreeing < REVISION):
        return before
    end = start
    while end < len(new) and places[end].agreeing >= agreements + places[end].changes:
        end += 1
    return new[:end]


def _at_once(places: Sequence[_Place]) -> int:
    """Tokens that are open by themselves: the first one that there is, and clauses that stood for long enough."""
    first = bool(places) and not places[0].changes
    return max([first, *(number for number, place in enumerate(places, 1) if place.ends_clause)])


def _continuation(settled: list[str], translation: list[str]) -> list[str]:
    """What follows the settled tokens in a translation; where it contradicts them, from where it is alike again."""
    if common_prefix(settled, translation) == len(settled):
        return translation[len(settled) :]
    blocks = SequenceMatcher(None, settled, translation, autojunk=False).get_matching_blocks()
    alike = max(blocks[:-1], key=lambda block: block.a, default=Match(0, 0, 0))
    return translation[alike.b + len(settled) - alike.a :]


def _is_inner_edit(before: str, after: str) -> bool:
    """Whether words changed that are followed by others."""
    same = common_prefix(before, after)
    return same < min(len(before), len(after)) and tokenise(before)[-1] == tokenise(after)[-1]


def tokenise(text: str) -> list[str]:
    """Words and punctuation marks, each with the space before it; single characters in scripts without spaces."""
    return _TOKEN.findall(text.rstrip())  # or each space at the end would be tried as the beginning of a token


def common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of tokens (or characters) with which both begin."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
