"""What a client of the translation API suggests is its own, until an owner confirms it; a room may know better."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from enishi.settings import ApiSettings, Settings
from tests.support.guest import Event, Guest
from tests.support.server import Running

KEYS = ("a-key-of-sixteen-letters", "another-key-of-our-own")
SAID = "The bank of the river is steep."
ASKED = {"q": SAID, "source": "en", "target": "pt"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, api=ApiSettings(keys=KEYS, open=True))


@pytest.fixture
async def api(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url) as http:
        yield http


async def suggest(api: httpx.AsyncClient, better: str, key: str) -> int:
    return (await api.post("/suggest", json=ASKED | {"s": better, "api_key": key})).status_code


async def reads(api: httpx.AsyncClient, key: str = "") -> str:
    return str((await api.post("/translate", json=ASKED | {"api_key": key})).json()["translatedText"])


async def listed(who: Guest) -> list[Event]:
    answer = await who.http.get("/api/suggestions")
    assert answer.status_code == 200
    found: list[Event] = answer.json()
    return found


async def test_a_suggestion_stays_with_its_key_until_an_owner_confirms_it(api: httpx.AsyncClient, ada: Guest) -> None:
    machine = await reads(api)
    assert await suggest(api, "Disparate.", "") == 403
    for better in ("A ribanceira.", "A ribeira é íngreme."):
        assert await suggest(api, better, KEYS[0]) == 200
        assert [await reads(api, key) for key in (*KEYS, "")] == [better, machine, machine]
    assert await suggest(api, "A margem.", KEYS[1]) == 200
    assert [await reads(api, key) for key in (*KEYS, "")] == ["A ribeira é íngreme.", "A margem.", machine]

    second, first = await listed(ada)
    assert [(each["key"], each["better"], each["confirmed_by"]) for each in (first, second)] == [
        (1, "A ribeira é íngreme.", None),
        (2, "A margem.", None),
    ]
    assert not any(key in str((first, second)) for key in KEYS)
    assert (await ada.http.post(f"/api/suggestions/{first['id']}/confirm")).status_code == 204
    assert [await reads(api, key) for key in (*KEYS, "")] == ["A ribeira é íngreme.", "A margem.", first["better"]]
    assert (await listed(ada))[1]["confirmed_by"] == ada.me["id"]

    for each in (first, second):
        assert (await ada.http.delete(f"/api/suggestions/{each['id']}")).status_code == 204
    assert [await reads(api, key) for key in (*KEYS, "")] == [machine] * 3
    assert await listed(ada) == []


async def test_a_room_is_given_what_was_confirmed_until_it_knows_better(
    api: httpx.AsyncClient, ada: Guest, rui: Guest
) -> None:
    await suggest(api, "A ribeira é íngreme.", KEYS[0])
    before = (await rui.translated((await ada.post(SAID))["message"]))["translation"]
    assert before["text"] != "A ribeira é íngreme."
    assert [step["engine"] for step in before["route"]] != ["memory"]

    (suggestion,) = await listed(ada)
    await ada.http.post(f"/api/suggestions/{suggestion['id']}/confirm")
    said = await ada.post(SAID)
    made = (await rui.translated(said["message"]))["translation"]
    assert (made["text"], made["corrected_by"]) == ("A ribeira é íngreme.", None)
    assert [step["engine"] for step in made["route"]] == ["memory"]

    place = {"room": ada.room, "message": said["message"], "language": "pt"}
    await rui.ask("correct", **place, of=said["seq"], text="A margem é íngreme.")
    again = (await ada.post(SAID))["message"]
    assert await rui.reads(again) == "A margem é íngreme.", "the room knows better"


async def test_what_is_not_there_and_who_is_no_owner_is_refused(
    api: httpx.AsyncClient, server: Running, ada: Guest
) -> None:
    nowhere = f"/api/suggestions/{uuid4()}"
    for answer in (await ada.http.post(f"{nowhere}/confirm"), await ada.http.delete(nowhere)):
        assert (answer.status_code, answer.json()["code"]) == (404, "no_suggestion")
    for answer in (
        await api.get("/api/suggestions"),
        await api.get("/api/suggestions", params={"api_key": KEYS[0]}),
        await api.delete(nowhere),
    ):
        assert answer.status_code == 401
