"""A draft in the readers' languages: while it is written, several at once, and never in the way of what was sent."""

import asyncio
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import PATIENCE, Event, Guest, guest
from tests.support.server import Running, running


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    """The deadline is longer than a test waits: no worker that waits at a gate is replaced."""
    return Settings(data=tmp_path, beat_seconds=0.3, engines=("faulty",), deadline=3 * PATIENCE)


async def write(who: Guest, text: str) -> None:
    assert (await who.ask("draft", room=who.room, text=text))["type"] == "done"


async def reads(reader: Guest, writer: Guest, words: str) -> Event:
    """The writer's draft in the reader's language, once it has these words."""
    return await reader.told(
        lambda e: (
            e["type"] == "drafting"
            and (e["author"], e["language"]) == (writer.me["id"], reader.me["language"])
            and words in e["settled"] + e["open"]
        )
    )


async def begun(faulty: FaultyEngines) -> None:
    """Wait until a worker is at a gate."""
    async with asyncio.timeout(20):
        while not any(text.startswith("wait") for text in faulty.subjects("translate")):  # noqa: ASYNC110 - it waits for another process
            await asyncio.sleep(0.01)


async def test_words_arrive_in_portuguese_while_they_are_typed(tmp_path: Path) -> None:
    async with (
        running(Settings(data=tmp_path)) as server,
        guest(server.url, server.invite, "Ada", "en") as ada,
        guest(server.url, server.invite, "Rui", "pt") as rui,
    ):
        await ada.connect()
        await rui.connect()
        text = "The bakery opens at seven. Come early."
        for end in range(1, len(text)):
            await write(ada, text[:end])
        await reads(rui, ada, "padaria")
        assert not rui.of_type("posted")
        said = (await ada.post(text))["message"]
        assert "padaria" in await rui.reads(said)


async def test_two_write_at_once_and_both_are_read(ada: Guest, zoe: Guest, server: Running) -> None:
    async with guest(server.url, server.invite, "Ben", "qab") as ben:
        await ben.connect()
        await write(ada, "One is here. ")
        await write(zoe, "Two are here. ")
        await reads(ben, ada, "One is here.>qab")
        await reads(ben, zoe, "Two are here.>qab")
        await reads(ada, zoe, "Two are here.>en")


async def test_who_comes_or_reads_another_language_meanwhile_sees_what_is_being_written(
    ada: Guest, zoe: Guest, server: Running
) -> None:
    await write(ada, "One is here. ")
    await reads(zoe, ada, "One is here.>qaa")
    async with (
        guest(server.url, server.invite, "Ben", "qaa") as ben,
        guest(server.url, server.invite, "Eva", "qab") as eva,
    ):
        for who in (ben, eva):
            await who.connect()
            await reads(who, ada, f"One is here.>{who.me['language']}")
            assert "One is here. " in [event["settled"] for event in who.of_type("drafting")]
        await eva.ask("retarget", language="qaa", understands=[])
        await eva.told(lambda e: e["type"] == "drafting" and e["language"] == "qaa")


async def test_only_the_newest_words_are_worked_on(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    await write(ada, faulty.gate("first") + " ")
    await begun(faulty)
    for text in ("second ", "second third ", "second third fourth. "):
        await write(ada, text)
    faulty.open("first")
    await reads(zoe, ada, "second third fourth.>qaa")
    assert [text for text in faulty.subjects("translate") if "second" in text] == ["second third fourth."]


async def test_a_message_does_not_wait_for_drafts(
    ada: Guest, zoe: Guest, server: Running, faulty: FaultyEngines
) -> None:
    async with (
        guest(server.url, server.invite, "Ben", "qab") as ben,
        guest(server.url, server.invite, "Eva", "qac") as eva,
    ):
        for who in (ben, eva):
            await who.connect()
        for who in (ben, eva):
            await write(who, faulty.gate(who.me["name"]) + " ")
        await begun(faulty)
        for text in ("Now.", "And now."):  # after the first, drafts hold every worker they may hold
            said = (await ada.post(text))["message"]
            for who in (zoe, ben, eva):
                assert await who.reads(said) == f"{text}>{who.me['language']}"
        for who in (ben, eva):
            faulty.open(who.me["name"])  # which of their drafts holds a worker depends on how many there are
        for who in (ben, eva):
            await reads(zoe, who, "through")


async def test_words_that_no_engine_can_do_are_left_to_their_message(ada: Guest, zoe: Guest) -> None:
    await write(ada, "fall down ")
    await write(ada, "fall down here ")
    said = (await ada.post("fall down here"))["message"]
    await zoe.told(lambda e: e["type"] == "untranslated" and e["message"] == said)
    await write(ada, "good ")
    await reads(zoe, ada, "good>qaa")
