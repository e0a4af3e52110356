"""What every store has to see to where a room shows who joins later only what is said from then on."""

from functools import partial

import pytest

from enishi import clock
from enishi.gathering.messages import pages
from enishi.gathering.messages import table as messages
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message, Role
from enishi.protocol import CaughtUp, Fact, Page
from enishi.store.store import Store
from tests.support.rooms import SOURCES, Place, place


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def comes(here: Place) -> Member:
    """A newcomer, who reads what Rui reads."""
    zoe = Member(clock.new_id(), "Zoe", "pt")
    await here.write(partial(members.add, member=zoe, joined_at=clock.now()))
    await enters(here, zoe)
    return zoe


async def enters(here: Place, who: Member) -> None:
    await here.write(partial(rooms.enter, room=here.room, member=who.id))


async def shows(here: Place, *, from_joining: bool) -> None:
    await here.write(partial(rooms.change, room=here.room, values={"from_joining": from_joining}))


def kinds(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.type for fact in facts]


async def read(here: Place, reader: Member, said: Message) -> list[list[str]]:
    """What they are told: as a page, by its id, since the beginning, and since the message."""
    some = partial(pages.some, sources=SOURCES, room=here.room, reader=reader, ids=[said.id])
    told: list[Page | CaughtUp] = [
        await here.page(reader, 10),
        await here.store.read(some),
        await here.missed(reader, 0),
        await here.missed(reader, said.seq),
    ]
    return [kinds(each.facts) for each in told]


async def test_who_comes_later_is_told_neither_a_message_nor_what_becomes_of_it(here: Place) -> None:
    said = await here.post(here.ada)
    await shows(here, from_joining=True)
    zoe = await comes(here)
    changed = (await here.edit(said, "other words")).after
    await here.translate(changed, "pt")
    all_of_it = ["posted", "translated"]
    assert await read(here, here.rui, said) == [
        all_of_it,
        all_of_it,
        ["edited", "translated"],
        ["edited", "translated"],
    ]
    assert await read(here, zoe, said) == [[], [], [], []]
    later = await here.post(here.ada)
    await here.translate(later, "pt")
    assert [kinds((await here.page(zoe, 10)).facts), kinds((await here.missed(zoe, 0)).facts)] == [all_of_it] * 2
    assert not (await here.page(zoe, 1)).earlier


async def test_what_came_before_is_not_unread(here: Place) -> None:
    await here.post(here.ada)
    before = await comes(here)
    await shows(here, from_joining=True)
    zoe = await comes(here)
    await here.post(here.ada)
    standings = [await here.store.read(partial(messages.standings, member=who.id)) for who in (before, zoe)]
    assert [standing.unread for (standing,) in standings] == [2, 1]


async def test_the_room_says_it_for_who_joins_from_then_on(here: Place) -> None:
    said = await here.post(here.ada)
    await shows(here, from_joining=True)
    zoe = await comes(here)
    await shows(here, from_joining=False)
    assert await read(here, zoe, said) == [[]] * 4, "it was said while others than those who were there saw nothing"
    assert await read(here, await comes(here), said) == [["posted"]] * 3 + [[]]


async def test_who_comes_back_came_later(here: Place) -> None:
    said = await here.post(here.ada)
    await shows(here, from_joining=True)
    assert (await read(here, here.rui, said))[0] == ["posted"]
    await here.write(partial(rooms.enter, room=here.room, member=here.rui.id, role=Role.HOST))
    assert (await read(here, here.rui, said))[0] == ["posted"], "another role is no other coming"
    await here.write(partial(rooms.set_role, room=here.room, member=here.rui.id, role=Role.FORMER))
    await enters(here, here.rui)
    assert await read(here, here.rui, said) == [[]] * 4
