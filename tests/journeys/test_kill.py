"""A server killed at any moment: what it acknowledged is there afterwards, once, under numbers without a gap."""

import asyncio
import json
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text
from websockets.exceptions import ConnectionClosed, InvalidMessage

from tests.support.guest import Guest, guest

KILLS = 50
CLIENTS = 4
LIMITS = {"ENISHI_POSTS_PER_MINUTE": "1000000", "ENISHI_JOINS_PER_MINUTE": "1000"}


class Poster:
    """Posts without end, repeats with the same nonce what was not acknowledged, and remembers what was."""

    def __init__(self, who: Guest) -> None:
        self.who = who
        self.acknowledged: dict[str, str] = {}
        self._next = 0

    async def post_until_cut(self, port: int) -> None:
        self.who.http.base_url = httpx.URL(f"http://127.0.0.1:{port}")
        with suppress(ConnectionClosed, ConnectionError, EOFError, InvalidMessage):
            await self.who.connect()
            while True:
                nonce = f"{self.who.me['name']}-{self._next}"
                done = await self.who.post(f"The number is {self._next}.", nonce=nonce)
                assert done["type"] == "done", done
                self.acknowledged[nonce] = done["message"]
                self._next += 1


async def test_no_acknowledged_message_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    chance = random.Random(7)
    server, port, invite = await start(tmp_path, 0)
    url = f"http://127.0.0.1:{port}"
    async with (
        guest(url, invite, "a", "en") as a,
        guest(url, invite, "b", "pt") as b,
        guest(url, invite, "c", "en") as c,
        guest(url, invite, "d", "pt") as d,
    ):
        posters = [Poster(who) for who in (a, b, c, d)]
        for _ in range(KILLS):
            working = [asyncio.create_task(poster.post_until_cut(port)) for poster in posters]
            await wait_for_some(posters, chance.randrange(1, 30))
            server.kill()
            await server.wait()
            await asyncio.gather(*working)
            server, port, _ = await start(tmp_path, 0)
        server.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(server.wait(), 10) == 0
    check(tmp_path, posters, a.room)


async def wait_for_some(posters: list[Poster], more: int) -> None:
    before = sum(len(poster.acknowledged) for poster in posters)
    async with asyncio.timeout(20):
        while sum(len(poster.acknowledged) for poster in posters) < before + more:
            await posters[0].who.news()


async def start(data: Path, port: int) -> tuple[Process, int, str]:
    command = (sys.executable, "-m", "enishi", "serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(data))
    server = await asyncio.create_subprocess_exec(*command, stdout=PIPE, env={**os.environ, **LIMITS})
    assert server.stdout
    async for line in server.stdout:
        if b"/join/" in line:
            link = line.decode().split()[-1]
            return server, int(link.split(":")[2].split("/")[0]), link.rsplit("/", 1)[1]
    raise AssertionError("the server ended before it was open")


def check(data: Path, posters: list[Poster], room: str) -> None:
    engine = create_engine(f"sqlite:///{data / 'enishi.db'}")
    with engine.connect() as connection:
        kept = connection.execute(text("select nonce, id, seq from messages")).all()
        numbers = connection.execute(text("select seq from messages union all select seq from translations")).scalars()
        found = sorted(numbers)
        last = connection.execute(text("select last from rooms")).scalar_one()
    engine.dispose()
    by_nonce = {nonce: id for nonce, id, _ in kept}
    for poster in posters:
        for nonce, message in poster.acknowledged.items():
            assert by_nonce[nonce] == message.replace("-", ""), f"{nonce} was acknowledged and is not there"
    assert len(by_nonce) == len(kept)
    assert found == list(range(1, last + 1))
    assert sum(len(poster.acknowledged) for poster in posters) > KILLS
    print(json.dumps({"kills": KILLS, "acknowledged": sum(len(p.acknowledged) for p in posters), "room": room}))
