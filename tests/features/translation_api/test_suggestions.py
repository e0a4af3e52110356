"""What a client of the translation API suggests comes back there and in rooms, until a room knows better."""

from pathlib import Path

import httpx
import pytest

from enishi.settings import ApiSettings, Settings
from tests.support.guest import Guest
from tests.support.server import Running

KEY = "a-key-of-sixteen-letters"
SAID = "The bank of the river is steep."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, api=ApiSettings(keys=(KEY,), open=True))


async def test_a_suggestion_becomes_a_correction(server: Running, ada: Guest, rui: Guest) -> None:
    asked = {"q": SAID, "source": "en", "target": "pt"}
    async with httpx.AsyncClient(base_url=server.url) as api:

        async def suggest(better: str, **key: str) -> int:
            return (await api.post("/suggest", json=asked | {"s": better} | key)).status_code

        async def ask() -> str:
            return str((await api.post("/translate", json=asked)).json()["translatedText"])

        machine = await ask()
        assert await suggest("Disparate.") == 403
        assert await ask() == machine
        for better in ("A ribanceira.", "A ribeira é íngreme."):
            assert await suggest(better, api_key=KEY) == 200
            assert await ask() == better

    said = await ada.post(SAID)
    made = (await rui.translated(said["message"]))["translation"]
    assert (made["text"], made["corrected_by"]) == ("A ribeira é íngreme.", None)
    assert [step["engine"] for step in made["route"]] == ["memory"]

    place = {"room": ada.room, "message": said["message"], "language": "pt"}
    await rui.ask("correct", **place, of=said["seq"], text="A margem é íngreme.")
    again = (await ada.post(SAID))["message"]
    assert await rui.reads(again) == "A margem é íngreme.", "the room knows better"
