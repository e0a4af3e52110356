"""Models that come, or are replaced, beside a running server: it uses them, without a restart."""

import asyncio
import os

import pytest

from enishi.features.languages import bringing
from enishi.settings import Settings
from enishi.translate.models.models import Models
from tests.features.languages.conftest import arrives
from tests.support.guest import Guest
from tests.support.mirror import Mirror

pytestmark = pytest.mark.alone("what can come is fetched by a server with workers")


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "LOOK", 0.3)


def fetch(settings: Settings) -> None:
    """As `enishi models get de` does."""
    models = Models(settings)
    for model in models.missing("de"):
        models.get(model)


def age(settings: Settings) -> None:
    """A day goes by since the lists were asked."""
    for file in (settings.model_directory / ".lists").iterdir():
        os.utime(file, (0, 0))


async def test_what_a_shell_fetches_is_used(ada: Guest, jan: Guest, settings: Settings) -> None:
    said = (await ada.post("Good morning!"))["message"]
    await arrives(ada, "asked")
    await asyncio.to_thread(fetch, settings)
    assert await jan.reads(said) == "Bom dia!"
    await arrives(ada, "ready")


async def test_a_newer_model_is_told_to_hosts_and_swapped_under_the_workers(
    ada: Guest, jan: Guest, mirror: Mirror, settings: Settings
) -> None:
    await arrives(ada, "asked")
    mirror.swapped = True
    age(settings)
    await ada.ask("add_language", languages=["de"])
    assert await jan.reads((await ada.post("Good morning!"))["message"]) != "Bom dia!"
    await arrives(ada, "ready")

    mirror.swapped, mirror.version = False, "3.1"
    age(settings)
    told = await arrives(ada, "update")
    assert told["size"] > 0
    assert not [e for e in jan.of_type("language_arrives") if e["state"] == "update"]
    after = len(ada.events)
    await ada.ask("add_language", languages=["de"])
    await arrives(ada, "ready", after=after)
    assert await jan.reads((await ada.post("Good morning!"))["message"]) == "Bom dia!"
