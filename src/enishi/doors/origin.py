"""Where a request was sent, and whether a browser's request comes from our own page."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

STANDARD_PORTS = {"http": ":80", "https": ":443"}


def scheme_of(connection: HTTPConnection) -> str:
    """`http` or `https`, also of a WebSocket; behind a trusted proxy it is what the browser asked of the proxy."""
    scheme: str = connection.scope.get("scheme", "http")
    return {"ws": "http", "wss": "https"}.get(scheme, scheme)


def from_own_page(connection: HTTPConnection, url: str | None) -> bool:
    """Whether `Origin` is what was asked or the public address `url`, scheme included. Programs send none and pass."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    asked = f"{scheme_of(connection)}://{connection.headers.get('host', '')}"
    try:
        return _place(origin) in {_place(asked), _place(url or "")} - {None}
    except ValueError:  # one of them is no URL at all
        return False


def address_of_page(connection: HTTPConnection, url: str | None) -> str | None:
    """Where people reach us: the public address, or that of the page that asks, which `from_own_page` has let pass.

    None for a program, where there is no public address: its `Host` may be anything.
    """
    if url or (place := _place(connection.headers.get("origin", ""))) is None:
        return url
    return "://".join(place)


def _place(url: str) -> tuple[str, str] | None:
    """Scheme, host and port, as browsers write an origin; None where one is missing."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(STANDARD_PORTS.get(parts.scheme, ""))
    return (parts.scheme, host) if parts.scheme and host else None
