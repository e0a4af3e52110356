"""A role that another process changed holds here within a second; one that this process is told of, at once."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

import enishi.app.features  # noqa: F401  (declares the tables of all features)
from enishi import clock
from enishi.auth.access import REMEMBERED_SECONDS, Access
from enishi.auth.rights import CHANGING, RIGHTS, rights_in
from enishi.errors import TooMany
from enishi.gathering.people import members_table as members
from enishi.gathering.people import mutes_table as mutes
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import Banned, Muted, RoleChanged, RoomChanged
from enishi.model import Role, RoomSettings, RoomState
from enishi.rights import Right
from enishi.store.sqlite import SQLiteStore
from tests.support.rooms import place


async def test_a_removed_member_can_read_no_more_after_a_second(tmp_path: Path) -> None:
    now = 0.0
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        access = Access(store, timer=lambda: now)
        assert await access.allows(here.ada, Right.READ, here.room)
        await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.FORMER))
        now = REMEMBERED_SECONDS
        assert not await access.allows(here.ada, Right.READ, here.room)
    assert REMEMBERED_SECONDS <= 1


async def test_a_role_that_is_told_of_holds_at_once(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        access = Access(store, timer=lambda: 0.0)
        for right, room in ((Right.INVITE, here.room), (Right.MAKE_ROOMS, None)):
            assert not await access.allows(here.ada, right, room)
        await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.HOST))
        access.on_event(RoleChanged(room=here.room, member=here.ada.id, role=Role.HOST))
        for right, room in ((Right.INVITE, here.room), (Right.MAKE_ROOMS, None)):
            assert await access.allows(here.ada, right, room)


async def test_a_closed_room_is_closed_at_once_where_it_is_told_and_after_a_second_elsewhere(tmp_path: Path) -> None:
    now = 0.0
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        told, silent = (Access(store, timer=lambda: now) for _ in range(2))
        for access in (told, silent):
            assert await access.allows(here.ada, Right.WRITE, here.room)
        await here.write(partial(rooms.change, room=here.room, values={"state": RoomState.CLOSED}))
        told.on_event(RoomChanged(room=here.room, title="Room", settings=RoomSettings(state=RoomState.CLOSED)))
        assert not await told.allows(here.ada, Right.WRITE, here.room)
        assert await told.allows(here.ada, Right.READ, here.room)
        now = REMEMBERED_SECONDS
        assert not await silent.allows(here.ada, Right.WRITE, here.room)


async def test_who_is_muted_changes_nothing_until_then_and_hosts_are_never_muted(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        access = Access(store, timer=lambda: 0.0)
        for hours, allowed in ((-1, True), (1, False)):
            until = clock.now() + timedelta(hours=hours)
            await here.write(partial(mutes.mute, room=here.room, member=here.ada.id, until=until))
            access.on_event(Muted(room=here.room, member=here.ada.id, until=until))
            for right in (Right.WRITE, Right.CORRECT, Right.SETTLE_TERMS):
                assert await access.allows(here.ada, right, here.room) is allowed
            assert await access.allows(here.ada, Right.READ, here.room)
            assert await access.allows(here.rui, Right.WRITE, here.room)
        with pytest.raises(TooMany) as refused:
            await access.require(here.ada, Right.WRITE, here.room)
        assert 3590 < refused.value.retry_after <= 3600
        await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.HOST))
        access.on_event(RoleChanged(room=here.room, member=here.ada.id, role=Role.HOST))
        assert await access.allows(here.ada, Right.WRITE, here.room)


async def test_who_is_banned_has_no_right_until_it_is_lifted(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        access = Access(store, timer=lambda: 0.0)
        everywhere = ((Right.READ, here.room), (Right.ATTEND, None))
        for banned in (False, True, False):
            await here.write(partial(members.ban, member=here.ada.id, at=clock.now() if banned else None))
            access.on_event(Banned(member=here.ada.id, banned=banned))
            for right, room in everywhere:
                assert await access.allows(here.ada, right, room) is not banned
                assert await access.allows(here.rui, right, room)


def test_settings_give_and_take_rights() -> None:
    for role in Role:
        assert rights_in(RoomSettings(), role) == RIGHTS[role]
    for state in (RoomState.CLOSED, RoomState.ARCHIVED):
        closed = rights_in(RoomSettings(state=state), Role.HOST)
        assert not closed & CHANGING
        assert {Right.READ, Right.MANAGE_ROOM, Right.SET_ROLES} <= closed
    few = RoomSettings(writers=Role.STEWARD)
    assert [Right.WRITE in rights_in(few, role) for role in (Role.MEMBER, Role.STEWARD)] == [False, True]
    inviting = RoomSettings(inviters=Role.MEMBER)
    invites = {role for role in Role if Right.INVITE in rights_in(inviting, role)}
    assert invites == {Role.MEMBER, Role.STEWARD, Role.HOST, Role.OWNER}
