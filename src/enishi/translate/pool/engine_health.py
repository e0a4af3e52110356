"""Which engines have shown that they do their work: the others never get the last worker."""

import time
from collections import Counter

EARNED = 20
"""Sentences that an engine has to translate without an offence before it is trusted."""

RECOVERY = 30.0
"""Seconds after an offence in which an engine is not trusted again."""


class Trust:
    """What engines did in this process; it is an offence to kill a worker, or to hang."""

    def __init__(self) -> None:
        self._done = Counter[str]()
        self._offended: dict[str, float] = {}

    def praise(self, engine: str, sentences: int) -> None:
        """It translated so many."""
        self._done[engine] += sentences

    def blame(self, engine: str) -> None:
        """It offended: it has to begin anew."""
        self._done[engine] = 0
        self._offended[engine] = time.monotonic()

    def has(self, engine: str) -> bool:
        """Whether it is trusted; one that is the only one in use is: nobody else needs the last worker."""
        if not self._done.keys() - {engine}:
            return True
        recovered = self._offended.get(engine, -RECOVERY) + RECOVERY <= time.monotonic()
        return self._done[engine] >= EARNED and recovered
