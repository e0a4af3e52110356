"""What every store owes of blocks: neither of two reads on what the other wrote, and all of it is there again later."""

from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Connection

from enishi import clock
from enishi.bus.bus import Subscription
from enishi.bus.local import LocalBus
from enishi.errors import Missing
from enishi.gathering.messages import pages
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.wire import Posted
from enishi.gathering.people import blocks_table
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.blocks import Blocks
from enishi.gathering.people.blocks_table import BlockSource
from enishi.model import Member
from enishi.protocol import Fact
from enishi.store.store import Store
from tests.support.rooms import SOURCES, Place, place


@pytest.fixture
async def blocks(store: Store) -> Blocks:
    return await following(store)


async def following(store: Store) -> Blocks:
    """What a process knows that starts now."""
    bus = LocalBus()
    made = Blocks(store, bus)
    bus.subscribe(Subscription(made.on_event))
    await made.load()
    return made


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def words(here: Place, blocks: Blocks, reader: Member) -> list[str]:
    """What somebody reads of a room who comes now; what they missed since its beginning is the same."""
    read = partial(pages.missed, sources=SOURCES, room=here.room, reader=reader, limit=50)
    hidden = blocks.hidden_from(reader.id)
    fresh = await here.store.read(partial(read, since=None, hidden=hidden))
    missed = await here.store.read(partial(read, since=0, hidden=hidden))
    assert said(fresh.facts) == said(missed.facts)
    return said(fresh.facts)


def said(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.message.text for fact in facts if isinstance(fact, Posted)]


async def unread(here: Place, blocks: Blocks, reader: Member) -> int:
    hidden = blocks.hidden_from(reader.id)
    found = await here.store.read(partial(messages.standings, member=reader.id, hidden=hidden))
    return next(standing.unread for standing in found if standing.room.id == here.room)


async def test_neither_reads_the_other_and_who_is_blocked_keeps_what_was_there(here: Place, blocks: Blocks) -> None:
    await here.post(here.ada, "ada before")
    theirs = await here.post(here.rui, "rui before")
    await blocks.block(here.ada.id, here.rui.id)
    await here.post(here.ada, "ada after")
    last = await here.post(here.rui, "rui after")
    assert await words(here, blocks, here.ada) == ["ada before", "ada after"]
    assert await words(here, blocks, here.rui) == ["ada before", "rui before", "rui after"]
    assert (await unread(here, blocks, here.ada), await unread(here, blocks, here.rui)) == (0, 1)
    some = partial(pages.some, sources=SOURCES, room=here.room, reader=here.ada, ids=[theirs.id, last.id])
    assert (await here.store.read(partial(some, hidden=blocks.hidden_from(here.ada.id)))).facts == ()
    await blocks.lift(here.ada.id, here.rui.id)
    everything = ["ada before", "rui before", "ada after", "rui after"]
    for reader in (here.ada, here.rui):
        assert await words(here, blocks, reader) == everything


async def test_a_page_is_full_of_what_is_seen(here: Place, blocks: Blocks) -> None:
    """Else who blocks a talkative member would get empty pages, and they would tell how much was written."""
    for number in range(3):
        await here.post(here.ada, f"ada {number}")
        await here.post(here.rui, "rui")
    await blocks.block(here.ada.id, here.rui.id)
    read = partial(pages.page, sources=SOURCES, room=here.room, reader=here.ada, limit=2)
    page = await here.store.read(partial(read, hidden=blocks.hidden_from(here.ada.id)))
    assert (said(page.facts), page.earlier) == (["ada 1", "ada 2"], True)


async def test_what_hangs_on_hidden_words_is_hidden(here: Place, blocks: Blocks) -> None:
    await blocks.block(here.ada.id, here.rui.id)
    theirs = await here.post(here.rui, "rui")
    await here.translate(theirs, "en")
    await here.react(theirs, here.rui)
    await here.ask(theirs, here.ada)
    own = await here.post(here.ada, "ada")
    await here.react(own, here.rui)
    await here.ask(own, here.rui)
    read = partial(pages.missed, sources=SOURCES, room=here.room, reader=here.ada, limit=50)
    for since in (None, 0):
        found = await here.store.read(partial(read, since=since, hidden=blocks.hidden_from(here.ada.id)))
        assert [fact.type for fact in found.facts] == ["posted"]


async def test_both_block_and_one_lifts_it(here: Place, blocks: Blocks) -> None:
    await here.post(here.rui, "rui before")
    await blocks.block(here.ada.id, here.rui.id)
    await blocks.block(here.rui.id, here.ada.id)
    await blocks.lift(here.ada.id, here.rui.id)
    await here.post(here.rui, "rui after")
    assert await words(here, blocks, here.ada) == ["rui before"]
    assert blocks.hidden_from(here.rui.id).keys() == {here.ada.id}


async def test_it_is_known_after_a_restart_and_follows_what_was_not_told(here: Place, blocks: Blocks) -> None:
    others = await following(here.store)
    await blocks.block(here.ada.id, here.rui.id)
    assert not others.hidden_from(here.ada.id)
    await others.load()
    assert others.hidden_from(here.ada.id) == blocks.hidden_from(here.ada.id) != {}
    assert others.hidden_from(here.rui.id) == blocks.hidden_from(here.rui.id) != {}
    await blocks.lift(here.ada.id, here.rui.id)
    await others.load()
    assert not others.hidden_from(here.ada.id)
    assert not others.hidden_from(here.rui.id)


async def test_a_block_again_begins_no_later(here: Place, blocks: Blocks) -> None:
    await blocks.block(here.ada.id, here.rui.id)
    before = dict(blocks.hidden_from(here.rui.id))
    await blocks.block(here.ada.id, here.rui.id)
    assert blocks.hidden_from(here.rui.id) == before
    assert (await following(here.store)).hidden_from(here.rui.id) == before


async def test_one_blocks_whom_one_met_and_nobody_else(here: Place, blocks: Blocks) -> None:
    elsewhere = await place(here.store)
    for other in (here.ada.id, elsewhere.ada.id, clock.new_id()):
        with pytest.raises(Missing):
            await blocks.block(here.ada.id, other)
    assert not blocks.hidden_from(here.ada.id)


async def test_nothing_is_left_of_who_is_erased(here: Place, blocks: Blocks) -> None:
    eva = Member(clock.new_id(), "Eva", "en")

    def comes(connection: Connection) -> None:
        members.add(connection, eva, clock.now())
        rooms.enter(connection, here.room, eva.id)

    await here.write(comes)
    for by, member in ((here.ada, here.rui), (here.rui, eva), (eva, here.ada)):
        await blocks.block(by.id, member.id)
    source = BlockSource()

    def counts(connection: Connection) -> list[int]:
        return [source.count(connection, who.id) for who in (here.ada, here.rui, eva)]

    assert await here.store.read(counts) == [1, 1, 1]
    await here.write(partial(source.erase, member=here.rui.id))
    assert await here.store.read(counts) == [0, 0, 1]
    assert [member.name for member in await here.store.read(partial(blocks_table.of, by=eva.id))] == ["Ada"]


async def test_who_is_exported_is_told_whom_they_blocked_and_not_who_blocked_them(here: Place, blocks: Blocks) -> None:
    await blocks.block(here.ada.id, here.rui.id)

    def exported(connection: Connection, member: UUID) -> list[UUID]:
        return [row["member"] for row in BlockSource().export(connection, member)]

    assert await here.store.read(partial(exported, member=here.ada.id)) == [here.rui.id]
    assert await here.store.read(partial(exported, member=here.rui.id)) == []
