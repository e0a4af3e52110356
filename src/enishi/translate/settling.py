"""What of a growing sentence's translation is shown: words that stay, and words that may still change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enishi.translate.scripts import UNSPACED

_TOKEN = re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}.,;:!?…]+|\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """`settled` stays, `open` may still change; together they are what is shown."""

    settled: str = ""
    open: str = ""


class Settling:
    """One open sentence: what two successive translations agree on is settled.

    This is local agreement (Liu et al. 2020, “Low-Latency Sequence-to-Sequence Speech Recognition and Translation by
    Partial Hypothesis Selection”). While the sentence only grows, what was settled stays, even if later translations
    contradict it; nothing more is shown until they agree with it again.
    """

    def __init__(self, said: str = "", made: str = "") -> None:
        self.said = said
        self._made = self._settled = tokens(made)

    @property
    def made(self) -> str:
        """What was made last of what is said."""
        return "".join(self._made)

    @property
    def shown(self) -> Shown:
        """What stays, and what the last translation goes on with, if it agrees so far."""
        agrees = agreed(self._settled, self._made) == len(self._settled)
        return Shown("".join(self._settled), "".join(self._made[len(self._settled) :]) if agrees else "")

    def take(self, said: str, made: str) -> None:
        """The words said so far, and what was made of them just now."""
        new = tokens(made)
        if not said.startswith(self.said):  # the writer changed what was said
            self._settled = new[: agreed(self._settled, new)]
        elif agreed(self._settled, new) == len(self._settled):
            self._settled = new[: max(len(self._settled), agreed(self._made, new))]
        self.said, self._made = said, new


def tokens(text: str) -> list[str]:
    """Words and marks, each with the space before it; single characters where a script has no spaces."""
    return _TOKEN.findall(text)


def agreed(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
