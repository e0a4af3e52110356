"""What every store owes of private rooms: one for the same people, whoever opens it, however often."""

from functools import partial
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, false, select
from sqlalchemy.exc import IntegrityError

from enishi import clock
from enishi.auth.rights import rights_in
from enishi.errors import Invalid, Missing
from enishi.gathering.people import members_table as members
from enishi.gathering.people import private_table
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.private_table import Opened, key_of
from enishi.model import Kind, Member, Role, Room
from enishi.rights import Right
from enishi.store.store import Store
from tests.support.rooms import Place, place

MANY = 1000


@given(st.sets(st.uuids(), min_size=2, max_size=4), st.sets(st.uuids(), min_size=2, max_size=4), st.randoms())
def test_the_key_is_the_same_for_the_same_people_alone(one: set[UUID], other: set[UUID], order: Random) -> None:
    mixed = list(one)
    order.shuffle(mixed)
    assert key_of(mixed) == key_of(one)
    assert (key_of(one) == key_of(other)) == (one == other)


async def opens(here: Place, opener: Member, *others: Member, most: int = MANY) -> Opened:
    people = frozenset(member.id for member in (opener, *others))
    return await here.write(partial(private_table.open_between, people=people, opener=opener.id, most=most))


async def comes(here: Place, name: str, kind: Kind = Kind.PERSON) -> Member:
    member = Member(clock.new_id(), name, "en", kind=kind)

    def work(connection: Connection) -> None:
        members.add(connection, member, clock.now())
        rooms.enter(connection, here.room, member.id)

    await here.write(work)
    return member


async def test_the_same_people_have_one_room_whoever_opens_it(store: Store) -> None:
    here = await place(store)
    zoe = await comes(here, "Zoe")
    first = await opens(here, here.ada, here.rui)
    assert first.new
    assert {member.name for member in first.came} == {"Ada", "Rui"}
    assert await opens(here, here.rui, here.ada) == Opened(first.room, [], new=False)
    few = await opens(here, here.ada, here.rui, zoe)
    assert few.room != first.room
    assert few.new


async def test_the_database_keeps_no_second_room_for_the_same_people(store: Store) -> None:
    here = await place(store)
    opened = await opens(here, here.ada, here.rui)
    again = Room(clock.new_id(), "", private=True)
    with pytest.raises(IntegrityError):
        await here.write(
            partial(rooms.add, room=again, made_at=clock.now(), between=key_of([here.ada.id, here.rui.id]))
        )
    assert (await opens(here, here.ada, here.rui)).room == opened.room


async def test_nobody_is_more_than_a_member_of_it(store: Store) -> None:
    here = await place(store)
    opened = await opens(here, here.ada, here.rui)
    room = await store.read(partial(rooms.get, room=opened.room))
    assert room
    assert (room.title, room.private) == ("", True)
    for member in (here.ada, here.rui):
        assert await store.read(partial(rooms.role_in, room=room.id, member=member.id)) is Role.MEMBER
    more = {Right.INVITE, Right.MANAGE_ROOM, Right.SET_ROLES, Right.MODERATE, Right.EXPORT_ROOM}
    assert not more & rights_in(room.settings, Role.MEMBER)


async def test_who_left_is_back_when_it_is_opened_again(store: Store) -> None:
    here = await place(store)
    opened = await opens(here, here.ada, here.rui)
    await here.write(partial(rooms.set_role, room=opened.room, member=here.rui.id, role=Role.FORMER))
    again = await opens(here, here.ada, here.rui)
    assert (again.room, [member.id for member in again.came], again.new) == (opened.room, [here.rui.id], False)


async def test_only_people_who_are_in_the_room_now_are_together_there(store: Store) -> None:
    here, elsewhere = await place(store), await place(store)
    guide = await comes(here, "Guide", Kind.PROGRAM)
    gone = await comes(here, "Zoe")
    await here.write(partial(rooms.set_role, room=here.room, member=gone.id, role=Role.FORMER))
    check = partial(private_table.require_together, place=here.room)
    await store.read(partial(check, people=[here.ada.id, here.rui.id]))
    for other in (guide.id, gone.id, elsewhere.ada.id, clock.new_id()):
        with pytest.raises(Missing):
            await store.read(partial(check, people=[here.ada.id, other]))


async def test_private_rooms_count_by_themselves(store: Store) -> None:
    here = await place(store)
    await opens(here, here.ada, here.rui)
    assert await store.read(partial(rooms.count_of, member=here.ada.id)) == 1
    zoe = await comes(here, "Zoe")
    with pytest.raises(Invalid) as refused:
        await opens(here, here.ada, zoe, most=1)
    assert refused.value.code == "many_private_rooms"
    assert not (await opens(here, here.ada, here.rui, most=1)).new, "one that is there opens"
    assert (await opens(here, zoe, here.ada, most=1)).new


async def test_no_owner_is_shown_a_private_room_among_those_without_a_host(store: Store) -> None:
    here = await place(store)
    opened = await opens(here, here.ada, here.rui)
    nobody = select(members.members.c.id).where(false())
    found = {room.id for room, _ in await store.read(partial(rooms.without_host, present=[nobody]))}
    assert here.room in found
    assert opened.room not in found


async def test_each_takes_it_along_under_the_name_of_the_others(store: Store) -> None:
    here = await place(store)
    opened = await opens(here, here.ada, here.rui, await comes(here, "Zoe"))
    title = partial(private_table.title_for, room=opened.room)
    assert await store.read(partial(title, reader=here.ada.id)) == "Rui, Zoe"
    assert await store.read(partial(title, reader=here.rui.id)) == "Ada, Zoe"
