"""Every command and every route says what right it needs and what it costs, and both are checked once."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import Router

from enishi.app.application import assemble, open_features
from enishi.auth.limits import Limits
from enishi.auth.rights import RIGHTS
from enishi.doors.callers import Declared
from enishi.doors.dispatch import Dispatch
from enishi.doors.house import House
from enishi.doors.pages import SafeHeaders
from enishi.errors import Denied, TooMany
from enishi.feature import Caller, Feature
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Role
from enishi.protocol import Command, Done
from enishi.rights import HOUSE_RIGHTS, Cost, Right
from tests.support.house import furnished
from tests.support.rooms import Place, place
from tests.support.server import silent

ALLOWANCES = {Cost.POST: 1, Cost.MIRROR: 4, Cost.DRAFT: 20, Cost.SPEECH: 2, Cost.JOIN: 1, Cost.READ: 10}
"""How often each can be paid where one post and one join a minute are allowed."""

MORE = 30
"""More often than any of them."""


class Rightless(Command):
    costs: ClassVar = Cost.POST

    type: Literal["rightless"] = "rightless"
    room: UUID


class Costless(Command):
    needs: ClassVar = Right.WRITE

    type: Literal["costless"] = "costless"
    room: UUID


class Roomless(Command):
    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["roomless"] = "roomless"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with furnished(silent(tmp_path)) as house:
        yield house


@pytest.fixture
def features(house: House) -> list[Feature]:
    return open_features(house)


@pytest.fixture
def commands(features: list[Feature]) -> list[type[Command]]:
    return [kind for feature in features for kind in feature.commands]


@pytest.fixture
async def here(house: House) -> Place:
    return await place(house.store)


async def obey(caller: Caller, command: Command) -> Done | None:
    return None


class Someone:
    """Sends commands, and does not look at what comes."""

    def __init__(self, member: Member) -> None:
        self.member = member

    def tell(self, *_: object) -> None:
        pass

    stream = at_leave = tell


@pytest.mark.parametrize("kind", [Rightless, Costless, Roomless])
def test_a_command_that_declares_too_little_does_not_start(house: House, kind: type[Command]) -> None:
    with pytest.raises(TypeError, match=f"The command {kind.__name__} "):
        Dispatch({kind: obey}, house.access, house.limits)


def test_every_command_declares_both(commands: list[type[Command]]) -> None:
    assert len(commands) > 15
    for kind in commands:
        own = vars(kind)
        assert isinstance(own.get("needs"), Right), f"{kind.__name__} inherits what it needs"
        assert isinstance(own.get("costs"), Cost), f"{kind.__name__} inherits what it costs"


async def test_every_command_is_paid_once_and_not_obeyed_when_the_allowance_is_spent(
    house: House, commands: list[type[Command]], here: Place
) -> None:
    await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.HOST))
    for kind in commands:
        obeyed: list[Command] = []

        async def note(caller: Caller, command: Command, obeyed: list[Command] = obeyed) -> None:
            obeyed.append(command)

        dispatch = Dispatch({kind: note}, house.access, Limits(posts_per_minute=1, joins_per_minute=1))
        command = kind.model_construct(type="any", nonce="n", room=here.room)
        refused = 0
        for _ in range(MORE):
            try:
                await dispatch.obey(Someone(replace(here.ada, owner=True)), command)
            except TooMany:
                refused += 1
        paid = ALLOWANCES.get(kind.costs, MORE)
        assert (len(obeyed), refused) == (paid, MORE - paid), kind.__name__


async def test_no_command_is_obeyed_without_its_right(house: House, commands: list[type[Command]], here: Place) -> None:
    stranger = (await place(house.store)).ada
    for kind in commands:
        dispatch = Dispatch({kind: obey}, house.access, Limits(posts_per_minute=10, joins_per_minute=10))
        command = kind.model_construct(type="any", nonce="n", room=here.room)
        for member, belongs in ((here.ada, True), (stranger, False)):
            allowed = kind.needs in RIGHTS[Role.MEMBER] and (belongs or kind.needs in HOUSE_RIGHTS)
            if allowed:
                assert await dispatch.obey(Someone(member), command) == Done(nonce="n")
            else:
                with pytest.raises(Denied):
                    await dispatch.obey(Someone(member), command)


def rest(house: House, features: Sequence[Feature]) -> Iterator[RouteContext]:
    """The REST routes of the whole server."""
    whole = assemble(house, features)
    assert isinstance(whole, SafeHeaders)
    assert isinstance(whole._app, Router)
    assert isinstance(whole._app.default, FastAPI)
    for route in iter_route_contexts(whole._app.default.routes):
        if (route.path or "").startswith("/api"):
            assert isinstance(route.original_route, APIRoute), f"{route.path} can declare nothing"
            yield route


def test_every_rest_route_declares_once_who_may_come_and_what_it_costs(house: House, features: list[Feature]) -> None:
    routes = list(rest(house, features))
    assert len(routes) > 10
    for route in routes:
        calls = [each.call for each in route.dependant.dependencies]
        declared = [call for call in calls if isinstance(call, Declared)]
        assert len(declared) == 1, f"{route.methods} {route.path}"
        right = declared[0].right
        of_a_room = right is not None and right not in HOUSE_RIGHTS
        assert of_a_room == ("{room}" in str(route.path)), f"{route.methods} {route.path} needs {right}"
