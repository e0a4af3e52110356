"""A member reads a language that is not here: it is asked for, comes, and every message is translated; no restart."""

import pytest

from enishi.settings import Settings
from tests.features.languages.conftest import PIECE, arrives
from tests.support.guest import Guest
from tests.support.mirror import Mirror

pytestmark = pytest.mark.alone("what can come is fetched by a server with workers")


async def offered(who: Guest) -> tuple[list[str], dict[str, int]]:
    house = (await who.http.get("/api/house")).json()
    return house["languages"], house["can_come"]


async def test_one_press_and_every_message_is_read(ada: Guest, rui: Guest, jan: Guest, mirror: Mirror) -> None:
    asked = await arrives(ada, "asked")
    assert (asked["wanted_by"], asked["size"]) == (["Jan"], mirror.size())
    here, can_come = await offered(jan)
    assert "de" not in here
    assert can_come["de"] == mirror.size()
    assert set(can_come) == {"de", "fr", "sk"}
    early = [(await ada.post(text))["message"] for text in ("Good morning!", "See you tomorrow.")]
    assert (await arrives(jan, "asked", room=jan.room))["wanted_by"] == ["Jan"]

    assert (await ada.ask("add_language", languages=["de"]))["type"] == "done"
    assert await jan.reads(early[0]) == "Bom dia!"
    assert await jan.reads(early[1])
    await arrives(ada, "ready")
    await arrives(jan, "ready", room=jan.room)
    assert await jan.reads((await ada.post("Good evening!"))["message"]) == "Boa noite!"
    spoken = (await jan.post("Boa noite!", language="de"))["message"]
    assert await ada.reads(spoken, "en") == "Good night!"
    assert (await ada.translated(spoken, "en"))["translation"]["route"][0]["source"] == "de"
    told = await rui.told(lambda e: e["type"] == "languages_offered" and "de" in e["languages"])
    assert "de" not in told["can_come"]
    assert (await offered(rui))[0] == ["de", "en", "pt"]
    assert not [e for who in (ada, rui, jan) for e in who.of_type("untranslated")]


async def test_how_far_it_is_is_told_twice_a_second_at_most(ada: Guest, jan: Guest, mirror: Mirror) -> None:
    await arrives(ada, "asked")
    mirror.pause_after = PIECE
    await ada.ask("add_language", languages=["de"])
    told = await jan.told(lambda e: e["type"] == "language_arrives" and e["have"] == PIECE)
    assert (told["room"], told["state"], told["size"]) == (jan.room, "fetching", mirror.size())
    late = len(jan.events)
    await jan.disconnect()
    await jan.connect()  # who comes in now is told, too
    assert (await arrives(jan, "fetching", room=jan.room, after=late))["have"] == PIECE
    mirror.pause_after = None
    mirror.gate.set()
    await arrives(ada, "ready")
    assert len([e for e in ada.of_type("language_arrives") if e["state"] == "fetching"]) < 30


async def test_a_list_of_the_other_kind_gives_languages_too(ada: Guest, jan: Guest) -> None:
    await arrives(ada, "asked")
    assert (await jan.ask("retarget", language="sk"))["type"] == "done"
    await arrives(ada, "dropped")
    await arrives(ada, "asked", language="sk")
    await ada.ask("add_language", languages=["sk"])
    assert await jan.reads((await ada.post("Good morning!"))["message"], "sk") == "Bom dia!"


async def test_only_hosts_add_languages_and_only_those_that_can_come(ada: Guest, jan: Guest) -> None:
    await arrives(ada, "asked")
    assert (await jan.ask("add_language", languages=["de"]))["code"] == "hosts_only"
    assert (await jan.ask("set_language_policy", policy="automatic"))["code"] == "hosts_only"
    assert (await ada.ask("add_language", languages=["xx"]))["code"] == "unknown_language"
    assert (await ada.ask("add_language", languages=["pt"]))["type"] == "done"  # here already


async def test_automatic_asks_nobody(ada: Guest, jan: Guest) -> None:
    await arrives(ada, "asked")
    await ada.ask("set_language_policy", policy="automatic")
    told = await jan.told(lambda e: e["type"] == "languages_offered" and e["policy"] == "automatic")
    assert "de" in told["can_come"]
    assert await jan.reads((await ada.post("Good morning!"))["message"]) == "Bom dia!"


async def test_never_fetches_nothing_and_says_so_once_a_room(ada: Guest, jan: Guest, mirror: Mirror) -> None:
    await arrives(ada, "asked")
    await ada.ask("set_language_policy", policy="never")
    told = await arrives(jan, "failed", room=jan.room)
    assert told["code"] == "language_never"
    for text in ("One.", "Two.", "Three."):
        await ada.post(text)
    assert (await ada.ask("add_language", languages=["de"]))["code"] == "language_never"
    assert (await offered(ada))[1] == {}
    assert len([e for e in jan.of_type("language_arrives") if e["state"] == "failed"]) == 1
    assert not jan.of_type("untranslated")
    assert mirror.asked == []


@pytest.mark.parametrize("fault", ["damaged", "truncated"])
async def test_a_bad_file_is_told_once_and_another_press_mends_it(
    ada: Guest, jan: Guest, mirror: Mirror, fault: str
) -> None:
    said = (await ada.post("Good morning!"))["message"]
    await arrives(ada, "asked")
    mirror.damaged, mirror.cut_after = fault == "damaged", PIECE if fault == "truncated" else None
    await ada.ask("add_language", languages=["de"])
    told = await arrives(jan, "failed", room=jan.room)
    assert told["code"] == ("model_damaged" if fault == "damaged" else "model_unreachable")
    assert told["sentence"].endswith(".")
    assert not jan.of_type("untranslated")
    mirror.damaged = False
    await ada.ask("add_language", languages=["de"])
    assert await jan.reads(said) == "Bom dia!"
    ranges = [wanted for _, wanted in mirror.asked if wanted]
    assert ranges == ([] if fault == "damaged" else [f"bytes={PIECE}-"])


async def test_several_come_one_after_the_other(ada: Guest, settings: Settings) -> None:
    await ada.told(lambda e: e["type"] == "languages_offered" and "de" in e["can_come"])
    await ada.ask("add_language", languages=["fr", "de"])
    await arrives(ada, "ready", language="fr")
    await arrives(ada, "ready", language="de")
    ready = [e["language"] for e in ada.of_type("language_arrives") if e["state"] == "ready"]
    assert ready == ["fr", "de"]
    assert sorted(folder.name for folder in settings.model_directory.glob("*-*/")) == [
        "de-en",
        "en-de",
        "en-fr",
        "fr-en",
    ]


@pytest.mark.parametrize("servers", ["several"], indirect=True)
async def test_two_servers_with_one_directory_fetch_once(ada: Guest, jan: Guest, rui: Guest, mirror: Mirror) -> None:
    said = [(await who.post(text))["message"] for who, text in ((ada, "Good morning!"), (rui, "Bom dia!"))]
    await arrives(ada, "asked")
    await ada.ask("add_language", languages=["de"])
    assert [await jan.reads(each) for each in said] == ["Bom dia!", "Bom dia!"]
    for who in (ada, rui):  # each on another server
        await who.told(lambda e: e["type"] == "languages_offered" and "de" in e["languages"])
    files = [path for path, _ in mirror.asked]
    assert len(files) == len(set(files)) == 6
