"""A LibreTranslate server that is well, busy, wrong, slow, or down."""

import logging
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import chain, repeat
from typing import Any

import pytest

from enishi.errors import EngineFailed, ModelError
from enishi.settings import LibreTranslateSettings, Settings
from enishi.translate.engines.libretranslate import LibreTranslate
from tests.support.web import Answer, Web, web

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "pt", "zt"]},
    {"code": "pt", "name": "Portuguese", "targets": ["en"]},
]


class Server:
    """Says `answers` to one translation after another, then translates."""

    def __init__(self) -> None:
        self.answers: Iterator[object] = repeat(None)
        self.languages: object = LANGUAGES

    def __call__(self, path: str, body: Any, headers: dict[str, str]) -> object:
        if path == "/languages":
            return self.languages
        return next(self.answers) or {"translatedText": [f"{text}>{body['target']}" for text in body["q"]]}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def served(server: Server) -> Iterator[Web]:
    with web(server) as opened:
        yield opened


@pytest.fixture
def settings(served: Web) -> Settings:
    return Settings(libretranslate=LibreTranslateSettings(url=served.url + "/", key="sesame"), deadline=2)


def test_the_server_is_asked_what_it_can(settings: Settings, served: Web) -> None:
    found = {(one.source, one.target) for one in LibreTranslate(settings).directions()}
    assert found == {("en", "pt"), ("en", "zh-Hant"), ("pt", "en")}


def test_sentences_go_in_one_request_with_the_key_and_the_servers_own_codes(settings: Settings, served: Web) -> None:
    opened = LibreTranslate(settings).open("en", "zh-Hant")
    assert opened.translate(["One.", "Two."]) == ["One.>zt", "Two.>zt"]
    body = {"q": ["One.", "Two."], "source": "en", "target": "zt", "format": "text", "api_key": "sesame"}
    assert served.asked[-1] == ("/translate", body)
    opened.close()


@pytest.mark.parametrize(
    "told", ["0", format_datetime(datetime.now(UTC) - timedelta(seconds=5))], ids=["in seconds", "as a date"]
)
def test_a_busy_server_is_asked_again_when_it_says(settings: Settings, server: Server, told: str) -> None:
    server.answers = chain([Answer({"error": "Slow down"}, 429, {"Retry-After": told})], repeat(None))
    assert LibreTranslate(settings).open("en", "pt").translate(["One."]) == ["One.>pt"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer({"error": "Slow down"}, 429, {"Retry-After": "60"}), "429: Slow down"),
        (Answer({"error": "Slow down"}, 429, {"Retry-After": "soon"}), "429: Slow down"),
        (Answer({"error": "Invalid API key"}, 403), "403: Invalid API key"),
        (Answer(b"<h1>Oh", 500), "500: Internal Server Error"),
        (Answer(b"<h1>Oh", 200), "not answer in JSON"),
        ({"translatedText": "One>pt"}, "without a translation"),
        ({"translatedText": [None]}, "without a translation"),
        (["One>pt"], "without a translation"),
    ],
)
def test_what_went_wrong_is_said(settings: Settings, server: Server, answer: object, said: str) -> None:
    opened = LibreTranslate(settings).open("en", "pt")
    server.answers = repeat(answer)
    with pytest.raises(EngineFailed, match=said):
        opened.translate(["One."])


def test_a_server_that_does_not_answer_fails_before_the_worker_would_be_killed(settings: Settings) -> None:
    gate = threading.Event()

    def silent(path: str, body: Any, headers: dict[str, str]) -> object:
        return LANGUAGES if path == "/languages" else gate.wait(20)

    with web(silent) as served:
        opened = LibreTranslate(Settings(libretranslate=LibreTranslateSettings(url=served.url), deadline=2)).open(
            "en", "pt"
        )
        with pytest.raises(EngineFailed, match="did not answer in time"):
            opened.translate(["One."])
        gate.set()


@pytest.mark.parametrize("languages", [{"error": "no"}, [{"code": "en"}], [1], 5])
def test_a_list_that_is_none_offers_nothing(
    settings: Settings, server: Server, languages: object, caplog: pytest.LogCaptureFixture
) -> None:
    server.languages = languages
    assert LibreTranslate(settings).directions() == []
    assert "cannot be understood" in caplog.text


def test_a_server_that_is_down_offers_nothing_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings = Settings(libretranslate=LibreTranslateSettings(url=f"http://127.0.0.1:{closed.getsockname()[1]}"))
        with caplog.at_level(logging.WARNING):
            assert LibreTranslate(settings).directions() == []
    assert "cannot be reached" in caplog.text


def test_without_an_address_it_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    assert LibreTranslate(Settings()).directions() == []
    assert caplog.text == ""


def test_an_unknown_direction_is_a_model_error(settings: Settings) -> None:
    with pytest.raises(ModelError, match="from pt to zh-Hant"):
        LibreTranslate(settings).open("pt", "zh-Hant")
