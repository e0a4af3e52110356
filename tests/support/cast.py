"""A house with one room and everybody who can be of interest to it: each role in it, and those who are not in it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import httpx

from enishi.app.application import assemble, open_features, run_features
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import MakeInvite
from enishi.model import Role
from enishi.settings import Settings
from tests.support.guest import Guest, guest
from tests.support.house import furnished
from tests.support.server import serving

INSIDE = {
    "guest": Role.GUEST,
    "member": Role.MEMBER,
    "steward": Role.STEWARD,
    "host": Role.HOST,
    "owner who hosts": Role.HOST,
    "owner who reads": Role.GUEST,
}
"""What those are in the room who are in it."""

OUTSIDE = {
    "former": Role.MEMBER,
    "outsider": Role.MEMBER,
    "host elsewhere": Role.HOST,
    "owner elsewhere": Role.OWNER,
}
"""What those count as in the house who are not in the room."""

OWNERS = frozenset(name for name in (*INSIDE, *OUTSIDE) if name.startswith("owner"))


@dataclass(frozen=True)
class Cast:
    """`founder` made the room, and nobody takes it from them; `stranger` has no session."""

    house: House
    features: Sequence[Feature]
    room: str
    founder: Guest
    people: Mapping[str, Guest]
    stranger: httpx.AsyncClient


@asynccontextmanager
async def cast(settings: Settings, *names: str) -> AsyncIterator[Cast]:
    """A running house with these people, connected; the room is none that anybody is in by themselves."""
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(furnished(settings))
        features = open_features(house)
        await run_features(house, features, stack)
        url = await stack.enter_async_context(serving(assemble(house, features)))
        invites = Invites(house.store, house.languages, settings)

        async def comes(name: str, room: UUID, *, host: bool = False) -> Guest:
            _, secret = await invites.make(room, MakeInvite(host=host), owner=name in OWNERS)
            return await stack.enter_async_context(guest(url, secret, name, "en"))

        founder = await comes("founder", await invites.welcome(), host=True)
        room = (await founder.http.post("/api/rooms", json={"title": "Secret garden"})).json()["id"]
        founder.room = room
        people = {}
        for name in names:
            inside = name in INSIDE or name == "former"
            who = await comes(name, UUID(room) if inside else await invites.welcome(), host=name == "host elsewhere")
            if inside:
                role = INSIDE.get(name, Role.FORMER)
                await house.roles.change(UUID(room), UUID(who.me["id"]), role, UUID(founder.me["id"]))
            people[name] = who
            who.room = room
            await who.open()
            await who.ask("hello")
        stranger = await stack.enter_async_context(httpx.AsyncClient(base_url=url))
        yield Cast(house, features, room, await founder.connect(), people, stranger)
