"""Reading aloud over HTTP: for members, on our own page, in moderation."""

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest
from tests.support.server import Running, silent
from tests.unit.speech.test_synthesis import needs_espeak

pytestmark = pytest.mark.alone("a request and its answer")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return silent(settings.data, message_length=20)


async def code(who: Guest, **body: object) -> object:
    answer = await who.http.post("/api/speech", json={"language": "en", "text": "Hello there.", **body})
    trouble: Event = answer.json()
    return answer.status_code, trouble["code"]


@needs_espeak
async def test_a_member_hears_a_text(ada: Guest) -> None:
    assert {"en", "pt"} <= set(ada.of_type("welcome")[0]["speaks"])
    answer = await ada.http.post("/api/speech", json={"language": "pt-BR", "text": "Bom dia!", "rate": 1.5})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.content.startswith(b"RIFF")
    assert await code(ada, language="tlh") == (422, "no_voice")
    assert await code(ada, text="word " * 5) == (422, "too_long")
    assert await code(ada, rate=9) == (422, "malformed")


async def test_nobody_else_does(server: Running, ada: Guest) -> None:
    body, elsewhere = {"language": "en", "text": "hi"}, {"Origin": "https://elsewhere.example"}
    assert (await ada.http.post("/api/speech", json=body, headers=elsewhere)).json()["code"] == "foreign_origin"
    ada.http.cookies.clear()
    assert await code(ada) == (401, "signed_out")
