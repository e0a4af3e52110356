"""Readers of six languages in one room: one English sentence arrives in all, and says by which way."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from enishi.settings import Settings
from enishi.translate.registry import load_engine
from tests.support.guest import Guest, guest
from tests.support.server import Running

pytestmark = pytest.mark.apertium

FIREFOX, ACROSS = ("firefox", "en", "pt"), ("apertium", "pt", "es")
ROUTES = {
    "pt": [FIREFOX],
    "es": [FIREFOX, ACROSS],
    **{language: [FIREFOX, ACROSS, ("apertium", "es", language)] for language in ("fr", "ca", "it")},
}
SENTENCE = "Good morning! The meeting begins at nine in the library."
ARRIVES_WITH = {"pt": "biblioteca", "es": "biblioteca", "fr": "bibliothèque", "ca": "biblioteca", "it": "biblioteca"}


@pytest.fixture(autouse=True)
def _pairs(settings: Settings) -> None:
    there = {(d.source, d.target) for d in load_engine("apertium", settings).directions() if not d.lacks}
    wanted = {(source, target) for way in ROUTES.values() for engine, source, target in way if engine == "apertium"}
    if missing := sorted(wanted - there):
        pytest.skip(f"Apertium lacks the pairs {missing}")


@pytest.fixture
async def readers(server: Running) -> AsyncIterator[dict[str, Guest]]:
    async with AsyncExitStack() as stack:
        sat = {
            language: await stack.enter_async_context(guest(server.url, server.invite, f"Reads {language}", language))
            for language in ROUTES
        }
        yield {language: await who.connect() for language, who in sat.items()}


async def test_one_sentence_arrives_in_every_language_by_the_way_it_says(ada: Guest, readers: dict[str, Guest]) -> None:
    said = (await ada.post(SENTENCE))["message"]
    for language, who in readers.items():
        made = (await who.translated(said))["translation"]
        assert ARRIVES_WITH[language] in made["text"].casefold()
        assert [(step["engine"], step["source"], step["target"]) for step in made["route"]] == ROUTES[language]
        assert (await ada.translated(said, language))["translation"] == made
    for language, who in readers.items():
        heard = [e["language"] for e in who.of_type("translated") if e["translation"]["message"] == said]
        assert heard == [language], "nobody is sent what others read"


async def test_two_who_meet_in_the_middle(readers: dict[str, Guest]) -> None:
    said = (await readers["ca"].post("Bon dia a tothom, comencem a les nou."))["message"]
    made = (await readers["es"].translated(said))["translation"]
    assert [(step["engine"], step["source"], step["target"]) for step in made["route"]] == [("apertium", "ca", "es")]
    assert "nueve" in made["text"]
    assert len((await readers["it"].translated(said))["translation"]["route"]) == 2
