"""What of a growing sentence's translation is shown: words that stay, and words that may still change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from enishi.translate.scripts import UNSPACED

_TOKEN = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}.,;:!?…]+|\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """`settled` stays, `open` may still change; together they are what is shown."""

    settled: str = ""
    open: str = ""


SURE, DOUBT = 3, 1
"""So many successive translations agree on a word that settles, and so many more for each time it was another one."""

PALE, PALE_DOUBT, MOST_PALE = 1, 4, 1
"""The same of words that may still change, and how many of those are shown: what comes after is held back."""


class _Step(NamedTuple):
    """The words said so far, what was made of them, and how much of that stood."""

    said: str
    made: list[str]
    settled: list[str]


class Settling:
    """One open sentence: what several successive translations agree on is settled, the next word is shown pale.

    This is local agreement (Liu et al. 2020, “Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
    Partial Hypothesis Selection”) with a mask (Arivazhagan et al. 2020, “Re-translation versus Streaming for
    Simultaneous Translation”) that grows where words were changed before. While the sentence only grows, what was
    settled stays, even if later translations contradict it; nothing more is shown until they agree with it again.
    """

    def __init__(self, said: str = "", made: str = "") -> None:
        whole = tokens(made)
        self.ended = False
        """Whether the sentence is at its end: unless its writer goes back, all of it is shown."""
        self._steps: list[_Step] = [_Step("", [], []), *([_Step(said, whole, whole)] if said else ())]

    @property
    def said(self) -> str:
        """The words that were translated last."""
        return self._steps[-1].said

    @property
    def made(self) -> str:
        """What was made of them."""
        return "".join(self._steps[-1].made)

    @property
    def shown(self) -> Shown:
        """What stays, and what the last translation goes on with, if it agrees so far."""
        _, made, settled = self._steps[-1]
        many = len(settled)
        if agreed(settled, made) < many:
            return Shown("".join(settled))
        pale = len(made) if self.ended else min(many + MOST_PALE, self._reach(PALE, PALE_DOUBT))
        return Shown("".join(settled), "".join(made[many:pale]))

    def take(self, said: str, made: str) -> None:
        """The words said so far, and what was made of them just now; what the writer took back is forgotten."""
        while not said.startswith(self.said):
            self._steps.pop()
        settled, new = self._steps[-1].settled, tokens(made)
        self._steps.append(_Step(said, new, settled))
        if agreed(settled, new) == len(settled):
            more = max(len(settled), self._reach(SURE, DOUBT))
            self._steps[-1] = _Step(said, new, new[:more])

    def _reach(self, least: int, each: int) -> int:
        """How many words of the last translation enough others agree on."""
        new = self._steps[-1].made
        same = [agreed(step.made, new) for step in self._steps]
        for place in range(len(new)):
            run = len(list(takewhile(place.__lt__, reversed(same))))
            flips = sum(many <= place < len(step.made) for many, step in zip(same, self._steps, strict=True))
            if run < least + each * flips:
                return place
        return len(new)


def tokens(text: str) -> list[str]:
    """Words and marks, each with the space before it; single characters where a script has no spaces."""
    return _TOKEN.findall(text)


def agreed(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
