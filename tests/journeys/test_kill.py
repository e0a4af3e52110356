"""A server killed at any moment: what it acknowledged is there afterwards, once, under numbers without a gap."""

import asyncio
import json
import random
from contextlib import suppress
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text
from websockets.exceptions import ConnectionClosed, InvalidMessage

from tests.support.forked import fork
from tests.support.guest import Guest, guest

KILLS = 50


class Poster:
    """Posts without end, repeats with the same nonce what was not acknowledged, and remembers what was."""

    def __init__(self, who: Guest) -> None:
        self.who = who
        self.acknowledged: dict[str, str] = {}
        self._next = 0

    async def post_until_cut(self, url: str) -> None:
        self.who.http.base_url = httpx.URL(url)
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
    server = fork(tmp_path, ENISHI_WORKERS="1")
    url, invite = server.url, server.invite
    async with (
        guest(url, invite, "a", "en") as a,
        guest(url, invite, "b", "pt") as b,
        guest(url, invite, "c", "en") as c,
        guest(url, invite, "d", "pt") as d,
    ):
        posters = [Poster(who) for who in (a, b, c, d)]
        for _ in range(KILLS):
            working = [asyncio.create_task(poster.post_until_cut(server.url)) for poster in posters]
            await wait_for_some(posters, chance.randrange(1, 30))
            server.process.kill()
            server.process.join()
            await asyncio.gather(*working)
            server = fork(tmp_path, ENISHI_WORKERS="1")
        server.process.terminate()
        server.process.join(10)
        assert server.process.exitcode == 0
    check(tmp_path, posters, a.room)


async def wait_for_some(posters: list[Poster], more: int) -> None:
    before = sum(len(poster.acknowledged) for poster in posters)
    async with asyncio.timeout(20):
        while sum(len(poster.acknowledged) for poster in posters) < before + more:
            await posters[0].who.news()


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
