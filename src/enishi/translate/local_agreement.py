"""What of a growing sentence's translation is shown: words that stay, and words that may still change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from enishi.translate.text.scripts import UNSPACED

_TOKEN = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}.,;:!?…]+|\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """`settled` stays, `open` may still change; together they are what is shown."""

    settled: str = ""
    open: str = ""


SURE, DOUBT = 3, 1
"""So many successive translations agree on a word that settles, and so many more for each time it was another one."""

PALE, PALE_DOUBT, MOST_PALE = 1, 9, 1
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

    def __init__(self) -> None:
        self._steps = [_Step("", [], [])]
        self._shown: list[str] = []

    @property
    def said(self) -> str:
        """The words that were translated last."""
        return self._steps[-1].said

    @property
    def made(self) -> str:
        """What was made of them."""
        return "".join(self._steps[-1].made)

    def take(self, said: str, made: str) -> None:
        """The words said so far, and what was made of them just now; what the writer took back is forgotten.

        Where words before the last one were changed, as many are settled and shown as were before.
        """
        new, stood = tokens(made), self._steps[-1].settled
        if _mended(self.said, said):
            self._steps[1:] = [_Step(said, new, new[: len(stood)])]
            self._shown = new[: len(self._shown)]
            return
        while self.said and (said == self.said or not said.startswith(self.said)):
            self._steps.pop()
        settled = max(self._steps[-1].settled, stood[: agreed(stood, new)], key=len)
        self._steps.append(_Step(said, new, settled))
        if agreed(settled, new) == len(settled):
            more = max(len(settled), self._reach(SURE, DOUBT))
            self._steps[-1] = _Step(said, new, new[:more])

    def show(self, *, whole: bool) -> Shown:
        """What stays, and what the last translation goes on with; all of this where it is `whole`, else what is likely.

        What was shown is shown further, as far as the last translation has it, too. A whole one takes back what was
        settled and is otherwise now.
        """
        said, made, settled = self._steps[-1]
        same = agreed(settled, made)
        if whole:
            settled, self._shown = settled[:same], made
            self._steps[-1] = _Step(said, made, settled)
        elif same < len(settled):
            self._shown = settled
        else:
            pale = min(same + MOST_PALE, self._reach(PALE, PALE_DOUBT))
            self._shown = made[: max(same, pale, agreed(self._shown, made))]
        return Shown("".join(settled), "".join(self._shown[len(settled) :]))

    def finish(self) -> str:
        """The last translation, which stands from now on."""
        said, made, _ = self._steps[-1]
        self._steps[-1], self._shown = _Step(said, made, made), made
        return self.made

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


def _mended(before: str, after: str) -> bool:
    """Whether words changed that others follow."""
    same = agreed(before, after)
    return same < min(len(before), len(after)) and tokens(before)[-1] == tokens(after)[-1]


def tokens(text: str) -> list[str]:
    """Words and marks, each with the space before it; single characters where a script has no spaces."""
    return _TOKEN.findall(text)


def agreed(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
