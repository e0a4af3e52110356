"""What every store owes of rooms: settings, who waits in a slow one, and that nothing is left of a deleted one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Connection, Uuid, select

from enishi import clock
from enishi.errors import Missing, TooMany
from enishi.gathering.messages import table as messages
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message, Role, RoomSettings, RoomState
from enishi.store.store import Store
from enishi.store.tables import metadata
from tests.support.rooms import Place, place

SETTINGS = RoomSettings(
    "For the garden.", "en", RoomState.CLOSED, Role.STEWARD, Role.MEMBER, 30, quiet=True, newcomers=True
)


async def test_a_room_has_the_settings_that_it_was_given(store: Store) -> None:
    here, other = await place(store), await place(store)
    given = {field: getattr(SETTINGS, field) for field in RoomSettings.__dataclass_fields__}
    changed = await here.write(partial(rooms.change, room=here.room, values=given | {"title": "Garden"}))
    kept = await store.read(partial(rooms.get, room=here.room))
    assert kept == changed
    assert kept
    assert (kept.title, kept.settings) == ("Garden", SETTINGS)
    untouched = await store.read(partial(rooms.get, room=other.room))
    assert untouched
    assert (untouched.title, untouched.settings) == ("Room", RoomSettings())
    with pytest.raises(Missing):
        await here.write(partial(rooms.change, room=clock.new_id(), values={"title": "None"}))


async def test_who_writes_in_a_slow_room_waits_and_a_retry_does_not(store: Store) -> None:
    here = await place(store)
    await here.write(partial(rooms.change, room=here.room, values={"slow": 60}))
    first = said(here, clock.now())
    await here.write(partial(messages.append, message=first, nonce="first"))
    await here.post(here.rui)
    soon = said(here, first.sent_at + timedelta(seconds=20))
    with pytest.raises(TooMany) as refused:
        await here.write(partial(messages.append, message=soon, nonce="soon"))
    assert (refused.value.code, refused.value.retry_after) == ("slow_room", 40)
    assert not (await here.write(partial(messages.append, message=first, nonce="first"))).new
    late = said(here, first.sent_at + timedelta(seconds=60))
    kept = await here.write(partial(messages.append, message=late, nonce="late"))
    assert kept.message.seq == 3, "what was refused took no number"


async def test_stewards_do_not_wait(store: Store) -> None:
    here = await place(store)
    await here.write(partial(rooms.change, room=here.room, values={"slow": 60}))
    await here.write(partial(rooms.set_role, room=here.room, member=here.ada.id, role=Role.STEWARD))
    for _ in range(2):
        await here.post(here.ada)


async def test_nothing_is_left_of_a_deleted_room(store: Store) -> None:
    here, other = await place(store), await place(store)
    for each in (here, other):
        one = await each.post(each.ada)
        await each.append(each.rui, "yes", "nonce", reply_to=one.id)
        await each.correct(one, each.rui, "olá")
        await each.ask(one, each.rui)
        await each.react(one, each.rui)
    before = await store.read(lambda connection: list(named(connection, other.room)))
    assert {"messages", "translations", "memberships", "rooms", "reactions", "questions"} <= set(before)
    await here.write(partial(rooms.delete_all, room=here.room))
    assert await store.read(lambda connection: list(named(connection, here.room))) == []
    assert await store.read(lambda connection: list(named(connection, other.room))) == before


def said(here: Place, at: datetime) -> Message:
    """What Ada says at a certain instant."""
    return Message(id=clock.new_id(), room=here.room, author=here.ada.id, language="en", text="hello", sent_at=at)


def named(connection: Connection, room: UUID) -> Iterator[str]:
    """The tables with a row that names the room, in whatever column."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Uuid) and connection.execute(select(column).where(column == room)).first():
                yield table.name
