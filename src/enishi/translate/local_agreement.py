"""Which words of a growing sentence's translation are settled, and which are shown although they may still change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from enishi.translate.text.scripts import UNSPACED

_TOKEN = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}.,;:!?…]+|\S)")


@dataclass(frozen=True, slots=True)
class PartialTranslation:
    """The words to show: `settled` ones stay, `open` ones follow them and may still change."""

    settled: str = ""
    open: str = ""


AGREEMENTS, PER_CHANGE = 3, 1
"""Agreeing translations needed before a word settles; one more per earlier disagreement."""

OPEN_AGREEMENTS, OPEN_PER_CHANGE, MAX_OPEN = 1, 9, 1
"""The same for open words, and how many of them are shown: later words are held back."""


class _Observation(NamedTuple):
    """The source so far, the tokens of its translation, and those of them that were settled."""

    source: str
    translation: list[str]
    settled: list[str]


class LocalAgreement:
    """One open sentence: tokens on which successive translations agree are settled, the next one is shown as open.

    Local agreement (Liu et al. 2020, “Low-Latency Sequence-to-Sequence Speech Recognition and Translation by Partial
    Hypothesis Selection”) with a mask (Arivazhagan et al. 2020, “Re-translation versus Streaming for Simultaneous
    Translation”) that grows where words changed before. While the sentence only grows, settled words stay even if later
    translations contradict them; nothing more is shown until they agree again.
    """

    def __init__(self) -> None:
        self._observations = [_Observation("", [], [])]
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

        Where words before the last one were changed, as many tokens stay settled and shown as were before.
        """
        new, settled_before = tokenise(translation), self._observations[-1].settled
        if _is_inner_edit(self.source, source):
            self._observations[1:] = [_Observation(source, new, new[: len(settled_before)])]
            self._shown = new[: len(self._shown)]
            return
        while self.source and (source == self.source or not source.startswith(self.source)):
            self._observations.pop()
        still_valid = settled_before[: common_prefix(settled_before, new)]
        settled = max(self._observations[-1].settled, still_valid, key=len)
        self._observations.append(_Observation(source, new, settled))
        if common_prefix(settled, new) == len(settled):
            length = max(len(settled), self._agreed_length(AGREEMENTS, PER_CHANGE))
            self._observations[-1] = _Observation(source, new, new[:length])

    def partial(self, *, complete: bool) -> PartialTranslation:
        """What to show: all of the last translation if the source is `complete`, else its likely part.

        What was shown stays shown as far as the last translation has it too. A complete one also replaces settled words
        that it contradicts.
        """
        source, translation, settled = self._observations[-1]
        same = common_prefix(settled, translation)
        if complete:
            settled, self._shown = settled[:same], translation
            self._observations[-1] = _Observation(source, translation, settled)
        elif same < len(settled):
            self._shown = settled
        else:
            likely = min(same + MAX_OPEN, self._agreed_length(OPEN_AGREEMENTS, OPEN_PER_CHANGE))
            self._shown = translation[: max(same, likely, common_prefix(self._shown, translation))]
        return PartialTranslation("".join(settled), "".join(self._shown[len(settled) :]))

    def finish(self) -> str:
        """Settles the last translation and returns it."""
        source, translation, _ = self._observations[-1]
        self._observations[-1], self._shown = _Observation(source, translation, translation), translation
        return self.translation

    def _agreed_length(self, agreements: int, per_change: int) -> int:
        """Tokens of the last translation that enough successive translations agree on."""
        new = self._observations[-1].translation
        prefixes = [common_prefix(each.translation, new) for each in self._observations]
        for place in range(len(new)):
            agreeing = len(list(takewhile(place.__lt__, reversed(prefixes))))
            pairs = zip(prefixes, self._observations, strict=True)
            changes = sum(prefix <= place < len(each.translation) for prefix, each in pairs)
            if agreeing < agreements + per_change * changes:
                return place
        return len(new)


def _is_inner_edit(before: str, after: str) -> bool:
    """Whether words changed that are followed by others."""
    same = common_prefix(before, after)
    return same < min(len(before), len(after)) and tokenise(before)[-1] == tokenise(after)[-1]


def tokenise(text: str) -> list[str]:
    """Words and punctuation marks, each with the space before it; single characters in scripts without spaces."""
    return _TOKEN.findall(text)


def common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of tokens (or characters) with which both begin."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
