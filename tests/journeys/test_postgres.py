"""A house on PostgreSQL: the same conversation, and a database that dies in the middle of it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from enishi.errors import DataBusy, DataUnusable
from enishi.settings import Settings
from enishi.store.postgres import PostgresStore
from tests.support.guest import Guest, guest
from tests.support.pages import messages
from tests.support.postgres import Postgres
from tests.support.rooms import place
from tests.support.server import running


async def texts(reader: Guest) -> list[str]:
    page = (await reader.http.get(f"/api/rooms/{reader.room}/messages")).json()
    return [message["text"] for message in messages(page)]


async def post_until_kept(writer: Guest, text: str) -> list[str]:
    """Posts again and again with the same nonce, as a page does; the codes of what was refused."""
    refusals = list[str]()
    while (answer := await writer.post(text, nonce=text))["type"] == "refused":
        refusals.append(answer["code"])
        await asyncio.sleep(0.05)
    return refusals


async def test_a_database_that_dies_refuses_and_heals_and_nothing_acknowledged_is_lost(
    database: Postgres, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data=tmp_path, database=database.database(), posts_per_minute=100_000)
    async with (
        running(settings) as server,
        guest(server.url, server.invite, "Ada", "en") as ada,
        guest(server.url, server.invite, "Rui", "pt") as rui,
    ):
        await ada.connect()
        await rui.connect()
        said = await ada.post("Good morning!")
        assert await rui.reads(said["message"]) == "Bom dia!"

        database.kill()
        assert (await ada.post("Lost?", nonce="Lost?"))["code"] == "store_failed"
        database.start()
        await post_until_kept(ada, "Lost?")
        assert (await texts(rui))[-2:] == ["Good morning!", "Lost?"]
    caplog.clear()  # the log says, as an error, that nothing could be written
    async with running(settings) as server, guest(server.url, server.invite, "Eva", "en") as eva:
        assert (await texts(eva))[-2:] == ["Good morning!", "Lost?"]


def test_a_database_has_one_owner_at_a_time(database: Postgres) -> None:
    address = database.database()
    first = PostgresStore(address)
    with pytest.raises(DataBusy):
        PostgresStore(address)
    first.close()
    PostgresStore(address).close()


async def test_who_shares_a_database_gives_numbers_without_a_gap_and_keeps_out_who_does_not(database: Postgres) -> None:
    address = database.database()
    with ThreadPoolExecutor() as at_once:
        one, other = at_once.map(lambda _: PostgresStore(address, shared=True), range(2))
    with pytest.raises(DataBusy):
        PostgresStore(address)
    async with one, other:
        here = await place(one)
        there = replace(here, store=other)
        said = await asyncio.gather(*(each.post(here.ada, nonce=f"{n}") for n in range(50) for each in (here, there)))
        assert {message.seq for message in said} == set(range(1, 51)), "the same nonce is the same message"


async def test_what_cannot_be_opened_is_told_without_its_password() -> None:
    with pytest.raises(DataUnusable, match="localhost") as unusable:
        PostgresStore("postgresql://enishi:sesame@localhost:1/enishi")
    assert "sesame" not in unusable.value.sentence
