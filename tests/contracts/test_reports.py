"""What every store has to keep of reports: the newest of each reader, its words while it is open, what came of it."""

from dataclasses import replace
from functools import partial

from enishi import clock
from enishi.features.reports import table
from enishi.features.reports.table import Kept
from enishi.features.reports.views import waiting
from enishi.features.reports.wire import Outcome, Reported
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message
from enishi.store.store import Store
from tests.support.rooms import ROUTE, Place, place


async def report(here: Place, message: Message, reader: Member, **others: object) -> Kept:
    read = {"read_in": reader.language, "read": "o que foi lido", "route": ROUTE}
    made = Kept(
        id=clock.new_id(),
        room=here.room,
        message=message.id,
        member=reader.id,
        author=message.author,
        at=clock.now(),
        language=message.language,
        text=message.text,
        read_in=message.language,
    )
    return await here.write(partial(table.keep, report=replace(made, **read | others)))  # type: ignore[arg-type]


async def test_reports_are_open_until_they_are_closed_and_counted_afterwards(store: Store) -> None:
    here = await place(store)
    first, second = await here.post(here.ada), await here.post(here.ada)
    old = await report(here, first, here.rui)
    kept = await report(here, first, here.rui)
    assert kept.seq == old.seq + 1
    other = await report(here, second, here.rui, read_in="en", read=None, route=())
    about = partial(table.open_about, room=here.room, message=first.id, read_in="pt")
    everything = partial(table.open_in, room=here.room, but=here.rui.id)
    assert list(await store.read(everything)) == [kept, other], "the second is in the place of the first"
    assert list(await store.read(partial(table.open_in, room=here.room, but=here.ada.id))) == []
    assert list(await store.read(about)) == [kept]

    close = partial(table.close, report=kept, outcome=Outcome.ENGINE)
    closed = await here.write(close)
    assert closed == replace(kept, text=None, read=None, outcome=Outcome.ENGINE, seq=other.seq + 1)
    assert await here.write(close) is None, "somebody else decided meanwhile"
    assert list(await store.read(about)) == []
    against = partial(table.count_against, room=here.room, author=here.ada.id)
    assert await store.read(against) == 0, "an engine was at fault"
    await here.write(partial(table.close, report=other, outcome=Outcome.NOTHING))
    assert await store.read(against) == 1

    facts = (await here.missed(here.rui, None)).facts
    told = [(fact.message, fact.answer) for fact in facts if isinstance(fact, Reported)]
    assert told == [(first.id, "engine"), (second.id, "nothing")]
    assert not [fact for fact in (await here.missed(here.ada, None)).facts if fact.type == "reported"]


async def test_who_came_later_sees_no_report_of_what_the_room_does_not_show_them(store: Store) -> None:
    here = await place(store)
    zoe = Member(clock.new_id(), "Zoe", "pt")
    before = await here.post(here.ada)
    await report(here, before, here.rui)
    await here.write(partial(rooms.change, room=here.room, values={"from_joining": True}))
    await here.write(partial(members.add, member=zoe, joined_at=clock.now()))
    await here.write(partial(rooms.enter, room=here.room, member=zoe.id))
    after = await here.post(here.ada)
    await report(here, after, here.rui)
    await here.remove(before)

    async def found(reader: Member) -> list[tuple[object, bool]]:
        seen = await store.read(partial(waiting, room=here.room, reader=reader.id))
        return [(each.report.message, each.removed) for each in seen]

    assert await found(zoe) == [(after.id, False)]
    assert await found(here.rui) == [(before.id, True), (after.id, False)]
    assert await found(here.ada) == [], "they are about what she said"
