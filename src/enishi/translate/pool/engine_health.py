"""Which engines have proved reliable: only these may use the last free worker."""

import time
from collections import Counter

MIN_SENTENCES = 20
"""Sentences that an engine must translate without a failure to be trusted."""

RECOVERY = 30.0
"""Seconds after a failure during which an engine is not trusted."""


class EngineHealth:
    """The record of each engine in this process. A failure is a worker that died or did not answer in time."""

    def __init__(self) -> None:
        self._sentences = Counter[str]()
        self._failed_at: dict[str, float] = {}

    def record_success(self, engine: str, sentences: int) -> None:
        """Counts translated sentences."""
        self._sentences[engine] += sentences

    def record_failure(self, engine: str) -> None:
        """Resets the count."""
        self._sentences[engine] = 0
        self._failed_at[engine] = time.monotonic()

    def is_trusted(self, engine: str) -> bool:
        """Whether the engine is reliable. The only engine in use always is: no other needs the last worker."""
        if not self._sentences.keys() - {engine}:
            return True
        recovered = self._failed_at.get(engine, -RECOVERY) + RECOVERY <= time.monotonic()
        return self._sentences[engine] >= MIN_SENTENCES and recovered
