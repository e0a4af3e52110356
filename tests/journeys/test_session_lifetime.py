"""A session ends at its instant, whoever uses it, and takes its open connections along."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, update

from enishi import clock
from enishi.app.application import assemble, open_features, run_features
from enishi.auth.sessions_table import sessions
from enishi.doors.house import House
from enishi.features.invites.verbs import Invites
from tests.support.guest import Guest, guest
from tests.support.house import furnished
from tests.support.server import serving, silent


@asynccontextmanager
async def open_house(data: Path) -> AsyncIterator[tuple[House, Guest]]:
    """A server whose inside can be reached, and somebody in it."""
    async with AsyncExitStack() as stack:
        settings = silent(data, session_lifetime_days=10)
        house = await stack.enter_async_context(furnished(settings))
        features = open_features(house)
        await run_features(house, features, stack)
        url = await stack.enter_async_context(serving(assemble(house, features)))
        invite = await Invites(house.store, house.languages, settings).make_own()
        yield house, await stack.enter_async_context(guest(url, invite, "Ada", "en"))


async def leave_days(house: House, member: str, left: timedelta) -> None:
    """Have the member's session end so soon."""
    began = clock.now() - timedelta(days=10) + left

    def begin_earlier(connection: Connection) -> None:
        connection.execute(update(sessions).where(sessions.c.member == UUID(member)).values(begun_at=began))

    await house.store.write(begin_earlier, room=None)


async def test_the_end_of_a_session_ends_its_open_connections(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, ada):
        seconds = 0.5
        while True:  # until the machine is quick enough to see it open
            await leave_days(house, ada.me["id"], timedelta(seconds=seconds))
            await ada.open()
            await ada.send('{"type": "hello", "nonce": "n"}')
            if (await ada.told(lambda e: e["type"] in ("welcome", "refused")))["type"] == "welcome":
                break
            await ada.disconnect()
            ada.events.clear()
            seconds *= 2
        assert (await ada.told(lambda e: e["type"] == "refused"))["code"] == "signed_out"
        assert await ada.closed() == 4401
        refused = await ada.http.get(f"/api/rooms/{ada.room}/messages")
        assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")


async def test_a_session_that_has_time_left_is_not_disturbed(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, ada):
        await leave_days(house, ada.me["id"], timedelta(hours=1))
        await ada.connect()
        assert (await ada.post("Still here."))["type"] == "done"
