"""A role that another process changed holds here within a second; one that this process is told of, at once."""

from functools import partial
from pathlib import Path

import enishi.app.features  # noqa: F401  (declares the tables of all features)
from enishi.auth.access import REMEMBERED_SECONDS, Access
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import RoleChanged
from enishi.model import Role
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
