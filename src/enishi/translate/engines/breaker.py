"""When a server is left in peace: after several failures in a row, until one question finds it well again."""

import time
from threading import Lock

FAILURES = 3
"""Failures in a row after which a server is not asked for a while."""

REST = 15.0
"""Seconds until it is asked again, by one question: its answer decides for all others."""


class Breaker:
    """A circuit breaker (Nygard, “Release It!”, 2007), for several threads; none waits for another's answer."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures = 0
        self._rests_until = 0.0

    def allow(self) -> bool:
        """Whether to ask now; who is admitted tells `well` or `ill` afterwards."""
        with self._lock:
            now = time.monotonic()
            if self._failures >= FAILURES:
                if now < self._rests_until:
                    return False
                self._rests_until = now + REST  # for everybody else, while this one finds out
            return True

    def record_success(self) -> None:
        """It answered."""
        with self._lock:
            self._failures = 0

    def record_failure(self) -> None:
        """It did not, or said that it cannot."""
        with self._lock:
            self._failures += 1
            self._rests_until = time.monotonic() + REST
