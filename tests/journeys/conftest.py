"""A real server for each journey, and two people in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.support.guest import Guest, guest
from tests.support.server import Running, running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    """A fresh server with its embedded defaults."""
    async with running(Settings(data=tmp_path, beat_seconds=0.3)) as started:
        yield started


@pytest.fixture
async def ada(server: Running) -> AsyncIterator[Guest]:
    """Ada reads English; she is a host."""
    async with guest(server.url, server.invite, "Ada", "en") as ada:
        yield await ada.connect()


@pytest.fixture
async def rui(server: Running) -> AsyncIterator[Guest]:
    """Rui reads Portuguese."""
    async with guest(server.url, server.invite, "Rui", "pt") as rui:
        yield await rui.connect()
