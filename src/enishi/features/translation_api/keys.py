"""Who may use the translation API: whoever knows a key, or everybody where the organiser says so."""

from collections.abc import Hashable, Iterable

from enishi.auth.limits import Limit
from enishi.auth.secrets import digest
from enishi.errors import Denied, Invalid

CLOSED = "The translation API is closed here. Who runs this server opens it with ENISHI_API_KEYS or ENISHI_API_OPEN."


class Keys:
    """Each key, and each address without one, has `per_minute` requests; wrong keys count for their address."""

    def __init__(self, keys: Iterable[str], *, open_to_all: bool, per_minute: int) -> None:
        self._known = tuple(digest(key) for key in keys)
        self._open = open_to_all
        self._limit = Limit(per_minute)

    @property
    def exist(self) -> bool:
        """Whether there are any."""
        return bool(self._known)

    @property
    def needed(self) -> bool:
        """Whether nobody comes in without one."""
        return not self._open

    def known(self, key: str) -> bytes | None:
        """The hash under which what this key suggests is kept; None for a key that is none of ours."""
        hashed = digest(key)
        return hashed if hashed in self._known else None

    def number(self, client: bytes) -> int | None:
        """Which key this is the hash of, from 1."""
        return self._known.index(client) + 1 if client in self._known else None

    def client(self, key: str, address: str | None) -> Hashable:
        """Who asks: a known key, else an address. Each has its own limit, its own share of the workers and cache."""
        return self.known(key) or address

    def admit(self, key: str, address: str | None) -> bytes | None:
        """Count one request; the hash of its key, where that is known. Raises Denied, Invalid, TooMany.

        Where no keys are set and everybody may come in, any key will do: some clients cannot go without one.
        """
        if not self._known and not self._open:
            raise Denied(CLOSED, code="api_closed")
        known = self.known(key)
        self._limit.take(self.client(key, address))
        if key and self._known and not known:
            raise Denied("Invalid API key.", code="wrong_key")
        if not known and not self._open:
            raise Invalid("Please contact the server operator to get an API key.", code="key_needed")
        return known
