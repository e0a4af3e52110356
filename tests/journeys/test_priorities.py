"""What a single worker translates next: new messages before old ones, messages before drafts, rooms in turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import PATIENCE, Guest, guest
from tests.support.metrics import KEY, texts_wait
from tests.support.server import Running

pytestmark = pytest.mark.alone("a single worker is what it is about")


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    """A text that waits at its gate is not given up before the test is."""
    return Settings(data=tmp_path, engines=("faulty",), workers=1, deadline=3 * PATIENCE, metrics_key=KEY)


async def make_room(host: Guest) -> tuple[str, str]:
    """A new room, where nothing was said yet, and the secret of an invite to it."""
    room = (await host.http.post("/api/rooms", json={"title": "Room"})).json()["id"]
    invite = (await host.http.post(f"/api/rooms/{room}/invites", json={})).json()
    return room, invite["link"].split("#")[1]


@asynccontextmanager
async def alone_in_a_room(server: Running, host: Guest, name: str) -> AsyncIterator[Guest]:
    """Somebody who reads what the strange engine makes of English, in a new room."""
    async with guest(server.url, (await make_room(host))[1], name, "qaa") as who:
        yield await who.connect()


async def say(who: Guest, room: str, text: str) -> str:
    answer = await who.ask("post", room=room, text=text, language="en")
    return str(answer["message"])


async def occupy(who: Guest, room: str, faulty: FaultyEngines) -> str:
    """Keep the worker busy until the gate `done` opens; the text that does."""
    await say(who, room, text := faulty.gate("done"))
    async with asyncio.timeout(PATIENCE):
        while text not in faulty.subjects("translate"):  # noqa: ASYNC110 - it waits for another process
            await asyncio.sleep(0.01)
    return text


async def test_a_flooded_room_does_not_keep_another_one_waiting(
    server: Running, ada: Guest, faulty: FaultyEngines
) -> None:
    async with alone_in_a_room(server, ada, "Zoe") as zoe, alone_in_a_room(server, ada, "Max") as max:
        await occupy(ada, zoe.room, faulty)
        for number in range(20):
            await say(ada, zoe.room, f"flood {number}")
        said = [await say(ada, max.room, text) for text in ("one", "two")]
        await texts_wait(server, 22)
        faulty.open("done")
        for message in said:
            await max.reads(message)
        assert {"one", "two"} < set(faulty.subjects("translate")[:5]), "in turns with the flood"


async def test_what_is_said_now_goes_before_what_was_said_before(
    server: Running, ada: Guest, faulty: FaultyEngines
) -> None:
    room, secret = await make_room(ada)
    old = [await say(ada, room, text) for text in ("old one", "old two")]
    async with (
        alone_in_a_room(server, ada, "Zoe") as zoe,
        guest(server.url, secret, "Max", "qaa") as max,
    ):
        gate = await occupy(ada, zoe.room, faulty)
        await max.connect()
        await texts_wait(server, 2)
        new = await say(ada, zoe.room, "new")
        await texts_wait(server, 3)
        faulty.open("done")
        await zoe.reads(new)
        for message in old:
            await max.reads(message)
        assert faulty.subjects("translate")[:2] == [gate, "new"]


async def test_a_message_goes_before_a_draft_that_waits_for_longer(
    server: Running, ada: Guest, faulty: FaultyEngines
) -> None:
    room, secret = await make_room(ada)
    async with (
        guest(server.url, secret, "Zoe", "qaa") as zoe,
        guest(server.url, secret, "Ben", "en") as ben,
    ):
        for who in (zoe, ben):
            await who.connect()
        gate = await occupy(ada, room, faulty)
        await ben.ask("draft", room=room, text="A draft. ", language="en")
        await texts_wait(server, 1)
        said = await say(ada, room, "A message.")
        await texts_wait(server, 2)
        faulty.open("done")
        await zoe.reads(said)
        await zoe.told(lambda e: e["type"] == "drafting" and "A draft.>qaa" in e["settled"] + e["open"])
        assert faulty.subjects("translate")[:3] == [gate, "A message.", "A draft."]
