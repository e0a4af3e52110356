"""Erased: no byte of a member is left in any file of the house, nor in a backup; the others read on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from uuid import UUID

import httpx
import pytest
from sqlalchemy import Connection, select

from enishi.app.application import assemble, open_features, run_features
from enishi.cli import main
from enishi.clock import new_id
from enishi.doors.house import House
from enishi.feature import Source
from enishi.features.invites.verbs import Invites
from enishi.features.own_data.erasure import AGAIN, Erasure
from enishi.gathering.dues import table as dues_table
from enishi.gathering.dues.table import Due
from enishi.gathering.people import members_table
from enishi.gathering.people.members_table import members
from enishi.settings import Settings
from enishi.store.tables import metadata
from tests.support.guest import Guest, guest
from tests.support.house import furnished
from tests.support.pages import messages
from tests.support.server import Running, owners_invite, serving

CANARY = "canary7731"


@dataclass(frozen=True)
class Inside:
    """A house whose insides a test can reach, served."""

    house: House
    url: str
    invite: str


@asynccontextmanager
async def inside(settings: Settings) -> AsyncIterator[Inside]:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(furnished(settings))
        features = open_features(house)
        await run_features(house, features, stack)
        url = await stack.enter_async_context(serving(assemble(house, features)))
        yield Inside(house, url, await owners_invite(Invites(house.store, house.languages, settings)))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", posts_per_minute=1000, beat_seconds=0.3)


async def erase(who: Guest, **asked: object) -> httpx.Response:
    return await who.http.post("/api/me/erasure", json={"member": who.me["id"], **asked})


async def plain(ada: Guest, *others: Guest) -> None:
    """Ada is the only host."""
    for other in others:
        answer = await ada.ask("set_role", room=ada.room, member=other.me["id"], role="member")
        assert answer["type"] == "done"


async def speaks(eva: Guest, other: Guest) -> None:
    """Everything in which a canary can sing: messages, an edit, a correction, a question, a term in use, its change."""
    theirs = await other.post("ruisfirst palavras")
    await eva.reads(theirs["message"])
    place = {"room": eva.room, "message": theirs["message"]}
    first = await eva.post(f"{CANARY} first words")
    await other.reads(first["message"])
    terms = f"/api/rooms/{eva.room}/glossary"
    used_in_english = {"text": "palavras", "language": "pt", "translations": {"en": f"{CANARY} term"}}
    for term in (used_in_english, {"text": f"{CANARY} alone", "language": None}):
        assert (await eva.http.put(f"{terms}/{new_id()}", json=term)).is_success
    used = await other.post("Muitas palavras novas.")
    assert f"{CANARY} term" in await eva.reads(used["message"])
    done = [
        await eva.ask("edit", room=eva.room, message=first["message"], text=f"{CANARY} other words"),
        await eva.ask("correct", **place, of=theirs["seq"], language="en", text=f"{CANARY} correction"),
        await eva.ask("unclear", **place, phrase=f"{CANARY} question"),
        await eva.ask("react", **place, sign="🦜"),
    ]
    assert [answer["type"] for answer in done] == ["done"] * 4, done
    assert (await eva.http.post("/api/recovery")).is_success
    assert (await eva.http.post("/api/devices/links", json={})).is_success
    assert (await eva.http.put("/api/me/profile", json={"saying": f"{CANARY} of myself"})).is_success


@asynccontextmanager
async def spoken(settings: Settings) -> AsyncIterator[tuple[Inside, Guest]]:
    """A house in which Eva, whose name has the canary, has left it in every table that holds words."""
    async with (
        inside(settings) as here,
        guest(here.url, here.invite, "Rui", "pt") as rui,
        guest(here.url, here.invite, f"Eva {CANARY}", "en") as eva,
    ):
        await rui.connect()
        await eva.connect()
        await speaks(eva, rui)
        yield here, eva


def found_in(place: Path) -> list[str]:
    """The files below in which the canary is, in the encodings of a database and of JSON."""
    files = [file for file in [place, *place.rglob("*")] if file.is_file()]
    return [file.name for file in files if CANARY.encode() in file.read_bytes()]


async def rows_of(house: House, member: str) -> dict[str, int]:
    """How many rows still name the member, by table."""

    def look(connection: Connection) -> dict[str, int]:
        names = {table.name: repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables}
        return {name: rows.count(CANARY) for name, rows in names.items() if CANARY in rows}

    return await house.store.read(look)


async def test_nothing_is_left_in_any_file_nor_in_a_backup(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with spoken(settings) as (here, eva):
        assert "enishi.db-wal" in found_in(settings.data)
        assert (await erase(eva)).status_code == 204
        assert await rows_of(here.house, eva.me["id"]) == {}
        assert found_in(settings.data) == []
        copy = tmp_path / "copy"
        assert await asyncio.to_thread(main, ["backup", str(copy), "--data", str(settings.data)]) == 0
        assert found_in(tmp_path) == []
        assert copy.exists()
    assert found_in(tmp_path) == []
    written = capfd.readouterr()
    assert CANARY not in written.out + written.err + caplog.text


@pytest.mark.parametrize("keep_words", [False, True], ids=["erased", "kept"])
async def test_what_stays_is_somebody_s(settings: Settings, *, keep_words: bool) -> None:
    async with spoken(settings) as (here, eva):
        assert (await erase(eva, keep_words=keep_words)).status_code == 204
        said = await here.house.store.read(lambda connection: connection.execute(select(members)).all())
        (left,) = [row for row in said if str(row.id) == eva.me["id"]]
        assert (left.name, left.understands, left.owner) == ("", [], False)
        # The index of words follows a little later than what it is of.
        assert set(await rows_of(here.house, eva.me["id"])) - {"search_words"} == (
            {"messages", "translations", "memory", "terms", "questions", "glossary_changes"} if keep_words else set()
        )
        known = await here.house.store.read(
            lambda connection: {source.name for source in here.house.sources if source.count(connection, left.id)}
        )
        assert not known & {"sessions", "passkeys", "recovery_phrases", "device_links", "invites"}


async def skipped(settings: Settings, kind: str) -> list[str]:
    """Where the canary is still found, when one source was taken from the list while the server ran."""
    async with spoken(settings) as (here, eva):
        sources: list[Source] = here.house.sources._sources
        sources[:] = [source for source in sources if source.name != kind]
        assert (await erase(eva)).status_code == 204
        return found_in(settings.data)


KINDS = ("messages", "translations", "memory", "terms", "members", "profiles", "questions", "glossary_changes")


@pytest.mark.parametrize("kind", KINDS)
async def test_one_source_that_is_skipped_is_noticed(settings: Settings, kind: str) -> None:
    assert await skipped(settings, kind) == ["enishi.db"]


@pytest.mark.several
async def test_connections_close_within_a_second_and_the_others_read_the_room_afresh(
    server: Running, ada: Guest, rui: Guest
) -> None:
    async with guest(server.url, server.invite, f"Eva {CANARY}", "en") as eva:
        await eva.connect()
        await plain(ada, rui, eva)
        await speaks(eva, rui)
        await ada.told(lambda e: e["type"] == "reacted")
        seen = len(ada.events)
        away = max(event.get("seq") or 0 for event in ada.events)
        assert (await erase(eva)).status_code == 204
        began = perf_counter()
        assert await eva.closed() == 4401
        assert perf_counter() - began < 1
        assert (await eva.http.get("/api/me/data")).json()["code"] == "signed_out"
    for reader in (ada, rui):
        await reader.told(lambda e: e["type"] == "renewed" and e["room"] == ada.room)
    left = await ada.told(lambda e: e["type"] == "member_joined" and e["member"]["id"] == eva.me["id"], after=seen)
    assert left["member"]["name"] == ""
    for reader in (ada, rui):
        for since in (None, away):
            await reader.disconnect()
            before = len(reader.events)
            await reader.connect(since=since)
            (page,) = [event for event in reader.events[before:] if event["type"] == "caught_up"]
            assert page["fresh"]
            assert CANARY not in str(reader.events[before:])
            assert "🦜" not in str(reader.events[before:])


async def test_a_translation_that_had_words_of_theirs_is_made_anew(ada: Guest, rui: Guest) -> None:
    await plain(ada, rui)
    said = (await ada.post("Good morning, everybody!", language="en"))["message"]
    await rui.reads(said)
    event = await rui.translated(said)
    await rui.ask("correct", room=rui.room, message=said, of=1, language="pt", text=f"{CANARY} bom dia")
    assert (await erase(rui)).status_code == 204
    assert event
    await ada.told(lambda e: e["type"] == "renewed")
    page = (await ada.http.get(f"/api/rooms/{ada.room}/messages")).json()
    assert "Good morning, everybody!" in [message["text"] for message in messages(page)]
    assert CANARY not in str(page)


async def test_the_only_host_among_others_names_another_one_first(server: Running, ada: Guest, rui: Guest) -> None:
    await plain(ada, rui)
    assert (await erase(ada)).json()["code"] == "hosts_alone"
    assert (await ada.http.get("/api/me/data")).is_success, "nothing was changed"
    await ada.ask("set_role", room=ada.room, member=rui.me["id"], role="host")
    assert (await erase(ada)).status_code == 204
    assert (await erase(rui)).status_code == 204, "nobody else is there who could be host"


async def test_nobody_erases_another_one(ada: Guest, rui: Guest) -> None:
    answer = await ada.http.post("/api/me/erasure", json={"member": rui.me["id"]})
    assert answer.json()["code"] == "other_member"
    assert (await rui.http.get("/api/me/data")).is_success


async def test_their_invites_let_nobody_in_any_more(server: Running, ada: Guest, rui: Guest) -> None:
    link = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()["link"]
    assert (await erase(ada)).status_code == 204
    join = {"invite": link.partition("#")[2], "name": "Zoe", "language": "en"}
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        assert (await http.post("/api/join", json=join)).is_error


async def test_what_was_on_its_way_goes_soon_after(settings: Settings) -> None:
    async with inside(settings) as here, guest(here.url, here.invite, f"Eva {CANARY}", "en") as eva:
        await eva.connect()
        assert (await erase(eva)).status_code == 204
        who, room = UUID(eva.me["id"]), UUID(eva.room)
        author = await here.house.store.read(lambda connection: members_table.get(connection, who))
        assert author
        await here.house.posting.post(author, room, f"{CANARY} late", nonce="late", language="en")
        assert await rows_of(here.house, eva.me["id"]) == {"messages": 1}
        (due,) = await here.house.store.read(partial(dues_of, kind=AGAIN))
        again = Erasure(here.house).again
        await here.house.store.write(lambda connection: again(connection, due), room=None)
        assert await rows_of(here.house, eva.me["id"]) == {}


def dues_of(connection: Connection, kind: str) -> list[Due]:
    rows = connection.execute(select(dues_table.dues).where(dues_table.dues.c.kind == kind))
    return [Due(*(getattr(row, name) for name in ("id", "kind", "ref", "room", "at", "try_at"))) for row in rows]
