"""A writer sees how their words would arrive: there and back, for them alone, and the newest words win."""

import asyncio
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, beat_seconds=0.3, engines=("faulty",))


async def look(who: Guest, text: str, **fields: object) -> Event:
    return await who.ask("mirror", **{"room": who.room, "text": text, "language": "en", **fields})


async def mirrored(who: Guest, nonce: str) -> dict[str, Event]:
    event = await who.told(lambda e: e["type"] == "mirrored" and e["nonce"] == nonce)
    return {each["language"]: each for each in event["renderings"]}


async def test_words_go_there_and_come_back_for_their_writer_alone(ada: Guest, zoe: Guest) -> None:
    answer = await look(ada, "Good morning.")
    seen = await mirrored(ada, answer["nonce"])
    assert (seen["qaa"]["text"], seen["qaa"]["back"]) == ("Good morning.>qaa", "Good morning.>qaa>en")
    assert [step["engine"] for step in seen["qaa"]["route"]] == ["faulty"]
    assert (seen["pt"]["text"], seen["pt"]["code"]) == (None, "no_route")  # whom the welcome room has to read
    assert "en" not in seen
    await ada.post("Next.")
    await zoe.told(lambda e: e["type"] == "posted" and e["message"]["text"] == "Next.")
    assert not zoe.of_type("mirrored")


async def test_newer_words_take_the_place_of_older_ones(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    older = await look(ada, faulty.gate("older"))
    newer = await look(ada, "Newer.")
    faulty.open("older")
    assert (await mirrored(ada, newer["nonce"]))["qaa"]["text"] == "Newer.>qaa"
    last = await look(ada, "Last.")
    await mirrored(ada, last["nonce"])
    assert older["nonce"] not in {event["nonce"] for event in ada.of_type("mirrored")}


async def test_a_message_does_not_wait_for_previews(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    """Nor for those that were given up while a worker had begun them."""
    gates = [f"gate{number}" for number in range(3)]
    newest = [await look(ada, faulty.gate(gate)) for gate in gates][-1]
    said = (await ada.post("Good morning."))["message"]
    assert await zoe.reads(said) == "Good morning.>qaa"
    for gate in gates:
        faulty.open(gate)
    assert (await mirrored(ada, newest["nonce"]))["qaa"]["code"] is None


async def test_who_goes_before_the_answer_leaves_nothing_behind(ada: Guest, zoe: Guest, faulty: FaultyEngines) -> None:
    await look(ada, faulty.gate("away"))
    await ada.disconnect()
    faulty.open("away")
    await ada.connect()
    assert (await ada.post("Still here."))["type"] == "done"


async def test_what_cannot_be_mirrored_is_refused(ada: Guest) -> None:
    nothing = "00000000-0000-7000-8000-000000000000"
    assert (await look(ada, " "))["code"] == "empty"
    assert (await look(ada, "x" * 5000))["code"] == "too_long"
    assert (await look(ada, "Hi.", language="xx"))["code"] == "unknown_language"
    assert (await look(ada, "Hi.", room=nothing))["code"] == "not_in_room"
    answers = await asyncio.gather(*(look(ada, "Hi.") for _ in range(300)))  # in one go: the allowance refills
    assert "too_many" in {answer.get("code") for answer in answers}
