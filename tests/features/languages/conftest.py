"""A mirror of models, and people who read what is not here."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.mirror import Mirror, mirrored
from tests.support.server import Running

PIECE = 1 << 20
"""Bytes after which a mirror stops."""


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with mirrored("de", "fr", in_bucket=("sk",)) as mirror:
        yield mirror


@pytest.fixture
def settings(tmp_path: Path, mirror: Mirror) -> Settings:
    return Settings(data=tmp_path, beat_seconds=0.3, models_lists=mirror.lists, engines=("firefox",), workers=1)


@pytest.fixture
async def jan(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """Jan reads German, which is not here; he is no host."""
    answer = await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})
    secret = answer.json()["link"].split("#")[1]
    async with guest(server.url, secret, "Jan", "de") as jan:
        yield await jan.connect()


async def arrives(who: Guest, state: str, *, room: str | None = None, language: str = "de", after: int = 0) -> Event:
    """What somebody is told of a language; hosts of the house, others of a room."""
    wanted = ("language_arrives", language, state, room)
    return await who.told(lambda e: (e["type"], e.get("language"), e.get("state"), e.get("room")) == wanted, after)
