"""Who left every room is erased after the days that owners chose, with their words kept; nobody else is."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, select, update

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Refused
from enishi.features.own_data.departures_table import departures
from enishi.features.own_data.erasure import Erasure
from enishi.features.own_data.retention import LOOK, RetentionPeriod, _require_gone
from enishi.gathering.dues.table import Due
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.members_table import members
from enishi.model import Member, Role
from enishi.settings import Settings
from tests.features.own_data.test_erasure import Inside, inside
from tests.support.guest import Guest, guest
from tests.support.house import furnished
from tests.support.rooms import place
from tests.support.server import silent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


async def keep_for(who: Guest, days: int | None) -> int:
    return (await who.http.put("/api/retention", json={"days": days})).status_code


async def gone(house: House) -> set[UUID]:
    """Who is noted as in no room."""
    return await house.store.read(lambda connection: set(connection.execute(select(departures.c.member)).scalars()))


async def noted(house: House, *wanted: UUID) -> None:
    """Wait until the due has noted exactly these."""
    async with asyncio.timeout(20):
        while await gone(house) != set(wanted):
            pass


async def age(house: House, days: float) -> None:
    """Let them have left so long ago."""

    def work(connection: Connection) -> None:
        connection.execute(update(departures).values(since=clock.now() - timedelta(days=days)))

    await house.store.write(work, room=None)


async def names(house: House) -> dict[str, str]:
    rows = await house.store.read(lambda connection: connection.execute(select(members)).all())
    return {str(row.id): row.name for row in rows}


async def invited(here: Inside, ada: Guest, name: str) -> AbstractAsyncContextManager[Guest]:
    """A plain member, who owns nothing."""
    answer = await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})
    return guest(here.url, answer.json()["link"].rpartition("#")[2], name, "en")


async def test_who_left_every_room_is_erased_when_the_time_is_over_and_nobody_else(settings: Settings) -> None:
    async with inside(settings) as here, guest(here.url, here.invite, "Ada", "en") as ada:
        await ada.connect()
        async with await invited(here, ada, "Eva") as eva, await invited(here, ada, "Rui") as rui:
            for who in (eva, rui):
                await who.connect()
            said = (await eva.post("I was here."))["message"]
            assert (await eva.http.put("/api/retention", json={"days": 1})).json()["code"] == "hosts_only"
            assert (await eva.http.get("/api/retention")).json() == {"days": None}
            assert await keep_for(ada, 0) == 422
            assert await keep_for(ada, 30) == 200
            assert (await eva.http.get("/api/retention")).json() == {"days": 30}
            for who in (eva, rui):
                await who.ask("leave_room", room=who.room)
            assert await keep_for(ada, 30) == 200  # look again now
            await noted(here.house, UUID(eva.me["id"]), UUID(rui.me["id"]))
            assert "departures" in {each["kind"] for each in (await eva.http.get("/api/me/data")).json()}
            invite = await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})
            join = {"invite": invite.json()["link"].rpartition("#")[2], "name": "Rui", "language": "en"}
            assert (await rui.http.post("/api/join", json=join)).is_success
            await age(here.house, 29.9)
            assert await keep_for(ada, 30) == 200
            await noted(here.house, UUID(eva.me["id"]))  # who is back is not gone
            assert (await names(here.house))[eva.me["id"]] == "Eva"

            await age(here.house, 30.1)
            assert await keep_for(ada, 30) == 200
            await ada.told(lambda e: e["type"] == "renewed")
            await noted(here.house)
            left = await names(here.house)
            assert (left[eva.me["id"]], left[rui.me["id"]], left[ada.me["id"]]) == ("", "Rui", "Ada")
            assert (await eva.http.get("/api/me/data")).json()["code"] == "signed_out"
            page = (await ada.http.get(f"/api/rooms/{ada.room}/messages")).json()
            kept = {fact["message"]["id"]: fact["message"]["text"] for fact in page["facts"] if "message" in fact}
            assert kept[said] == "I was here."


async def test_who_comes_back_in_the_last_moment_stays(settings: Settings) -> None:
    async with furnished(settings) as house:
        here, period = await place(house.store), RetentionPeriod(house, Erasure(house))

        async def stays(member: Member) -> bool:
            try:
                await house.store.read(partial(_require_gone, member=member.id))
            except Refused:
                return True
            return False

        await period.keep_for(1)
        await here.write(partial(rooms.set_role, room=here.room, member=here.rui.id, role=Role.FORMER))
        due = Due(clock.new_id(), LOOK, "", None, clock.now(), clock.now())
        assert await house.store.write(partial(period.look, due=due), room=None) is None
        assert [await stays(member) for member in (here.ada, here.rui)] == [True, False]
        await age(house, 2)
        expired = await house.store.write(partial(period.look, due=due), room=None)
        assert expired
        assert expired.members == (here.rui.id,)
        await here.write(partial(rooms.enter, room=here.room, member=here.rui.id))
        assert await stays(here.rui)
        await here.write(partial(rooms.set_role, room=here.room, member=here.rui.id, role=Role.FORMER))
        await period.keep_for(None)
        assert await stays(here.rui)
        assert await house.store.write(partial(period.look, due=due), room=None) is None
