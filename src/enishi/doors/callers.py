"""Who sends a request: the member of its session, on a page of ours where something changes."""

from dataclasses import dataclass

from fastapi import Request

from enishi.auth.sessions import Sessions
from enishi.doors.origin import COOKIE, from_own_page
from enishi.errors import Denied, SignedOut
from enishi.model import Member


@dataclass(frozen=True, slots=True)
class Callers:
    """`url` is the public address, when one is set."""

    sessions: Sessions
    url: str | None

    async def member(self, request: Request) -> Member:
        """Who asks; raises SignedOut."""
        return await self.sessions.member(request.cookies.get(COOKIE))

    async def known(self, request: Request) -> Member | None:
        """Who asks, where they are somebody already."""
        try:
            return await self.member(request)
        except SignedOut:
            return None

    async def acting(self, request: Request) -> Member:
        """Who wants to change something; raises SignedOut, Denied."""
        self.check_origin(request)
        return await self.member(request)

    def check_origin(self, request: Request) -> None:
        """Raise Denied when the request comes from a page that is not ours."""
        if not from_own_page(request.headers, self.url):
            raise Denied("This request came from another site's page.", code="foreign_origin")
