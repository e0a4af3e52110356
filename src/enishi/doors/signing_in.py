"""Makes a member who is known already at home in one more browser; features decide by what somebody is known."""

from functools import partial
from uuid import UUID

from fastapi import Request, Response

from enishi.auth import sessions
from enishi.auth.secrets import new_secret
from enishi.doors import cookies
from enishi.doors.callers import browser
from enishi.doors.house import House
from enishi.gathering.people.wire import DevicesChanged
from enishi.model import Member
from enishi.protocol import Wire


class SignedIn(Wire):
    """Who is at home in this browser from now on, and the room to open; without one, any of theirs."""

    me: Member
    room: UUID | None = None


async def sign_in(
    house: House, request: Request, response: Response, member: Member, room: UUID | None = None
) -> SignedIn:
    """Begin a session in the browser that asks; one of somebody else ends there."""
    before = await house.callers.session(request)
    if before is None or before.member.id != member.id:
        secret = new_secret()
        begin = partial(sessions.begin, secret=secret, member=member, browser=browser(request))
        await house.store.write(begin, room=None)
        if before is not None:
            await house.sessions.end(before.member.id, [before.id])
        cookies.give(response, request, secret, house.sessions.lasts)
        house.bus.publish(DevicesChanged(member=member.id))
    return SignedIn(me=member, room=room)
