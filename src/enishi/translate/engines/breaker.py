"""A circuit breaker: after several failures in a row a server gets no requests, until one trial request succeeds."""

import time
from threading import Lock

FAILURES = 3
"""Failures in a row that open the circuit."""

RECOVERY = 15.0
"""Seconds until a trial request, whose outcome decides for all others."""


class Breaker:
    """A circuit breaker (Nygard, “Release It!”, 2007) for several threads; none waits for another's request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures = 0
        self._open_until = 0.0

    def allow(self) -> bool:
        """Whether to send a request now; its outcome must then be recorded."""
        with self._lock:
            now = time.monotonic()
            if self._failures >= FAILURES:
                if now < self._open_until:
                    return False
                self._open_until = now + RECOVERY  # for all others, during this trial request
            return True

    def record_success(self) -> None:
        """The server answered."""
        with self._lock:
            self._failures = 0

    def record_failure(self) -> None:
        """The server did not answer, or reported a failure of its own."""
        with self._lock:
            self._failures += 1
            self._open_until = time.monotonic() + RECOVERY
