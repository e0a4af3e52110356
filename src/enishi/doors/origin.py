"""Whether a browser's request comes from our own page."""

from collections.abc import Mapping
from urllib.parse import urlsplit

COOKIE = "enishi_session"


def from_own_page(headers: Mapping[str, str], url: str | None) -> bool:
    """True when `Origin` names the host that was asked or the public address `url`; programs send none, and pass."""
    origin = headers.get("origin")
    if origin is None:
        return True
    own = {headers.get("host", ""), urlsplit(url or "").netloc}
    try:
        return urlsplit(origin).netloc in own - {""}
    except ValueError:  # it is no URL at all
        return False
