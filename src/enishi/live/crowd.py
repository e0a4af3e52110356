"""How many connections are open, of each address and in all, and what they have not finished; more are refused."""

import logging
import resource
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic

from enishi.errors import TooMany
from enishi.live.addresses import network
from enishi.settings import ConnectionSettings

log = logging.getLogger(__name__)

MOST_UNFINISHED = 64 * 1024 * 1024
"""Bytes of unfinished WebSocket messages that are kept for all connections together."""

RESERVED = 256
"""Open files that connections leave to the database, the workers and their pipes."""

NEAR = 0.9
"""The share of all connections from which on the log tells how many there are."""

QUIET = 600.0
"""Seconds in which the log repeats nothing about connections."""

WAIT = 10.0
"""Seconds after which who was refused may try again."""


class Notices:
    """Warnings that many connections could cause in the same moment: each is logged once in a while."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}

    def warn(self, sentence: str, *values: object) -> None:
        """Log it, unless the same sentence was logged a short while ago, with whatever values."""
        now = monotonic()
        if now - self._told.get(sentence, -inf) >= QUIET:
            self._told[sentence] = now
            log.warning(sentence, *values)


class Seats:
    """How many each may have open at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[Hashable] = Counter()

    def take(self, who: Hashable) -> bool:
        """Take one more, unless they have all that they may."""
        if self._taken[who] >= self._most:
            return False
        self._taken[who] += 1
        return True

    def give(self, who: Hashable) -> None:
        """Give one back."""
        self._taken[who] -= 1
        if not self._taken[who]:
            del self._taken[who]

    @contextmanager
    def one(self, who: Hashable) -> Iterator[None]:
        """Have one while the context is open; raises TooMany."""
        if not self.take(who):
            sentence = "Too many connections are open. Close other windows, then try again."
            raise TooMany(sentence, retry_after=WAIT, code="many_connections")
        try:
            yield
        finally:
            self.give(who)


class Crowd:
    """The connections of one listening server, from the first byte on, whatever they turn out to be."""

    def __init__(self, settings: ConnectionSettings) -> None:
        self.patience = settings.patience
        self.notices = Notices()
        self._most = min(settings.most, _connections())
        self._open: dict[Hashable, str | None] = {}
        self._addresses = Seats(settings.per_address)
        self._unfinished = 0

    def enter(self, connection: Hashable, host: str | None) -> bool:
        """Count one more, or refuse it; without a host, as from a proxy, it counts for no address."""
        if len(self._open) >= self._most:
            self.notices.warn(
                "No further connection is taken: %d are open. ENISHI_CONNECTIONS_MOST and the limit of open files "
                "say how many may be.",
                self._most,
            )
            return False
        address = network(host) if host else None
        if address and not self._addresses.take(address):
            self.notices.warn("%s has as many connections as it may; ENISHI_CONNECTIONS_PER_ADDRESS.", address)
            return False
        self._open[connection] = address
        if len(self._open) >= NEAR * self._most:
            self.notices.warn("%d connections are open, and %d may be.", len(self._open), self._most)
        return True

    def leave(self, connection: Hashable) -> None:
        """Forget one; nothing happens for one that was refused."""
        if address := self._open.pop(connection, None):
            self._addresses.give(address)

    def hold(self, size: int) -> bool:
        """Whether so many more bytes (or fewer) may wait for their end."""
        if size > 0 and self._unfinished + size > MOST_UNFINISHED:
            self.notices.warn(
                "Unfinished messages fill %d bytes; whoever sends more of them is let go.", self._unfinished
            )
            return False
        self._unfinished += size
        return True


def raise_open_files() -> None:
    """Use all open files that the system allows: each connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (OSError, ValueError) as error:  # macOS allows less than it says
        log.warning("The limit of open files stays as it is: %s", error)


def _connections() -> int:
    """How many the limit of open files allows."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return files - min(RESERVED, files // 4) if files != resource.RLIM_INFINITY else 2**31
