"""Where a request was sent, and whether a browser's request comes from our own page."""

import socket
from urllib.parse import urlsplit, urlunsplit

from starlette.requests import HTTPConnection

from enishi.settings import Settings

STANDARD_PORTS = {"http": ":80", "https": ":443"}
THIS_MACHINE = ("127.0.0.1", "localhost")
"""Hosts to listen on that no other machine reaches."""


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


def address_for_others(connection: HTTPConnection, settings: Settings) -> str | None:
    """Where other devices reach us: like `address_of_page`, and for a page of `localhost` this machine's own address.

    Where Enishi is kept to this machine, `localhost` it remains.
    """
    address = address_of_page(connection, settings.url)
    parts = urlsplit(address or "")
    if settings.url or parts.hostname != "localhost" or settings.host in THIS_MACHINE:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.replace("localhost", own_address())))


def own_address() -> str:
    """This machine's address towards the network; asking the routing table sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        return str(probe.getsockname()[0])


def _place(url: str) -> tuple[str, str] | None:
    """Scheme, host and port, as browsers write an origin; None where one is missing."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(STANDARD_PORTS.get(parts.scheme, ""))
    return (parts.scheme, host) if parts.scheme and host else None
