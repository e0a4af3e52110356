"""What every store has to see to when somebody comes in: no two people in a room have names that look alike."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Invalid, NameTaken
from enishi.features.invites.verbs import Admission, Invites
from enishi.features.invites.wire import Join, MakeInvite
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Kind, Member, Role
from enishi.settings import Settings
from enishi.store.store import Store
from tests.support.rooms import Place, place

CYRILLIC = "\u0410d\u0430"  # Ada


@pytest.fixture
async def here(store: Store) -> Place:
    """A room with Ada and Rui."""
    return await place(store)


@pytest.fixture
def door(store: Store, tmp_path: Path) -> Invites:
    return Invites(store, ("en",), Settings(data=tmp_path))


async def come(door: Invites, here: Place, name: str, member: Member | None = None) -> Admission:
    _, secret = await door.make(here.room, MakeInvite())
    return await door.admit(Join(invite=secret, name=name, language="en"), member)


async def names(here: Place) -> list[str]:
    return [member.name for member in await here.store.read(partial(rooms.members_of, room=here.room))]


async def named(here: Place, name: str, kind: Kind = Kind.PERSON) -> Member:
    """A member who came when nobody looked at names."""
    member = Member(clock.new_id(), name, "en", kind=kind)

    def work(connection: Connection) -> None:
        members.add(connection, member, clock.now())
        rooms.enter(connection, here.room, member.id)

    await here.write(work)
    return member


@pytest.mark.parametrize("name", ["Ada", "ADA", CYRILLIC, "\U0001d400da"])
async def test_a_name_that_looks_like_anothers_is_taken(here: Place, door: Invites, name: str) -> None:
    with pytest.raises(NameTaken) as taken:
        await come(door, here, name)
    assert taken.value.free == f"{name} 2"
    assert await names(here) == ["Ada", "Rui"]
    assert (await come(door, here, taken.value.free)).member.name == f"{name} 2"


async def test_of_many_at_once_one_has_the_name(here: Place, door: Invites) -> None:
    comes = (come(door, here, name) for name in ("Zoe", "zoe", "Zo\u0435", "ZOE"))
    outcomes = await asyncio.gather(*comes, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Admission", *["NameTaken"] * 3]


async def test_the_name_of_who_was_removed_stays_theirs(here: Place, door: Invites) -> None:
    await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.FORMER))
    with pytest.raises(NameTaken):
        await come(door, here, "Ada")
    assert (await come(door, here, "Other", here.ada)).member == here.ada


async def test_a_name_is_taken_in_its_room_only(here: Place, door: Invites) -> None:
    there = await place(here.store)
    assert (await come(door, here, "Zoe")).member.name == (await come(door, there, "Zoe")).member.name


async def test_programs_take_no_names(here: Place, door: Invites) -> None:
    await named(here, "Ana", Kind.PROGRAM)
    assert (await come(door, here, "Ana")).member.name == "Ana"


async def test_who_had_the_same_name_before_stays(here: Place, door: Invites) -> None:
    second = await named(here, "Ada")
    for who in (here.ada, second):
        assert (await come(door, here, "Other", who)).member == who
    with pytest.raises(NameTaken) as taken:
        await come(door, here, "Ada")
    assert taken.value.free == "Ada 2"


async def test_who_is_known_already_comes_in_under_another_name_everywhere(here: Place, door: Invites) -> None:
    there = await place(here.store)
    with pytest.raises(NameTaken) as taken:
        await come(door, there, "Ada", here.ada)
    assert taken.value.free == "Ada 2"
    for refused in (CYRILLIC, "Rui", "\u200b", "x" * 61):
        with pytest.raises(Invalid):
            await come(door, there, refused, here.ada)
    assert await names(here) == ["Ada", "Rui"]
    admission = await come(door, there, "Ada 2", here.ada)
    assert admission.member == replace(here.ada, name="Ada 2")
    assert set(admission.told) == {here.room, there.room}
    assert (await names(here), await names(there)) == (["Ada 2", "Rui"], ["Ada 2", "Ada", "Rui"])


async def test_another_name_must_be_free_in_every_room_of_ones_own(here: Place, door: Invites) -> None:
    there = await place(here.store)
    await named(here, "Ada 2")
    with pytest.raises(NameTaken) as taken:
        await come(door, there, "Ada 2", here.ada)
    assert taken.value.free == "Ada 3"


async def test_who_is_known_already_and_whose_name_is_free_keeps_it(here: Place, door: Invites) -> None:
    there = await place(here.store)
    zoe = (await come(door, here, "Zoe")).member
    admission = await come(door, there, "Somebody else", zoe)
    assert (admission.member, tuple(admission.told)) == (zoe, (there.room,))
