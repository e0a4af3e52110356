"""The cookie that carries a session: how it is named, read, given and taken away."""

from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from enishi.doors.origin import scheme_of

PLAIN = "enishi_session"
HOST_ONLY = f"__Host-{PLAIN}"
"""Browsers take this name only over https and from this very host: no page of a neighbouring domain can set it."""


def session_secret(connection: HTTPConnection) -> str | None:
    """The secret that the browser holds; also under the plain name, which it has from before there was https."""
    return connection.cookies.get(HOST_ONLY) or connection.cookies.get(PLAIN)


def give(response: Response, connection: HTTPConnection, secret: str, lasts: timedelta) -> None:
    """Have the browser hold the secret, where no script reads it; under https the plain name ends."""
    secure = scheme_of(connection) == "https"
    response.set_cookie(
        HOST_ONLY if secure else PLAIN,
        secret,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    if secure and PLAIN in connection.cookies:
        response.delete_cookie(PLAIN)


def take_away(response: Response) -> None:
    """Have the browser forget the secret, whatever its name."""
    response.delete_cookie(PLAIN)
    response.delete_cookie(HOST_ONLY, secure=True)  # without it browsers disregard a word about this name
