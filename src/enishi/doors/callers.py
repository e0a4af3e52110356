"""Who sends an HTTP request, and whether they may: declared with each route, checked here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from enishi.auth.access import Access
from enishi.auth.browsers import Browser, browser_of
from enishi.auth.limits import Limits
from enishi.auth.sessions import Sessions
from enishi.auth.sessions_table import Session
from enishi.doors.cookies import session_secret
from enishi.doors.origin import from_own_page
from enishi.errors import Denied, Invalid, SignedOut
from enishi.live.addresses import network
from enishi.model import Member
from enishi.rights import Cost, Right


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route declares of its callers, and the check of it. Without a right it is open to all."""

    check: Callable[[Request], Awaitable[None]]
    right: Right | None
    cost: Cost

    async def __call__(self, request: Request) -> None:
        """Raise what `Callers.need` and `Callers.open_to_all` say."""
        await self.check(request)


@dataclass(frozen=True, slots=True)
class Callers:
    """`url` is the public address, when one is set."""

    sessions: Sessions
    access: Access
    limits: Limits
    url: str | None

    def need(self, right: Right, cost: Cost = Cost.NOTHING) -> Any:
        """For a route: its caller is a member with this right, in the `room` of the path where there is one.

        The member is then `caller(request)`. Raises SignedOut, Denied, TooMany.
        """

        async def check(request: Request) -> None:
            self._check_origin(request)
            session = await self.sessions.current(session_secret(request))
            member, room = session.member, _room(request)
            self.limits.take(cost, member.id, address_of(request))
            await self.access.require(member, right, room)
            if room is not None:  # only who belongs to it can use up what is left of a room's allowance
                self.limits.take_in(cost, room, member.id)
            request.state.session = session

        return Depends(Declared(check, right, cost))

    def open_to_all(self, cost: Cost = Cost.NOTHING) -> Any:
        """For a route that needs no session: only the requests of an address are counted. Raises Denied, TooMany."""

        async def check(request: Request) -> None:
            self._check_origin(request)
            self.limits.take(cost, address_of(request))

        return Depends(Declared(check, None, cost))

    async def known(self, request: Request) -> Member | None:
        """Who asks, where they have a session."""
        session = await self.session(request)
        return None if session is None else session.member

    async def session(self, request: Request) -> Session | None:
        """The session of who asks, where they have one."""
        try:
            return await self.sessions.current(session_secret(request))
        except SignedOut:
            return None

    def _check_origin(self, request: Request) -> None:
        """Raise Denied when a page that is not ours wants to change something."""
        if request.method != "GET" and not from_own_page(request, self.url):
            raise Denied("This request came from another site's page.", code="foreign_origin")


def address_of(connection: HTTPConnection) -> str | None:
    """The address that limits count: of whom a trusted proxy forwards, else of who connected."""
    return network(connection.client.host) if connection.client else None


def caller(request: Request) -> Member:
    """The member whose request passed `Callers.need`."""
    return session_of(request).member


def session_of(request: Request) -> Session:
    """The session by which a request passed `Callers.need`."""
    session: Session = request.state.session
    return session


def browser(request: Request) -> Browser:
    """In which browser somebody asks."""
    return browser_of(request.headers.get("user-agent", ""))


def _room(request: Request) -> UUID | None:
    room = request.path_params.get("room")
    try:
        return None if room is None else UUID(room)
    except ValueError:
        raise Invalid("The address names no room.", code="malformed") from None
