"""A real server for each journey, and two people in it."""

import logging
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import uvloop

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Guest, guest
from tests.support.server import Running, running
from tests.support.work import working


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], AbstractEventLoop]]:
    """The loop of `enishi serve`."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_unseen(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No journey may leave an error in the log, from its start until its server has stopped."""
    yield
    if request.node.get_closest_marker("browser"):
        return
    records = [record for when in ("setup", "call", "teardown") for record in caplog.get_records(when)]
    assert not [record.getMessage() for record in records if record.levelno >= logging.ERROR]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The embedded defaults; a module that translates nothing has `silent` ones."""
    return Settings(data=tmp_path, beat_seconds=0.3)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaultyEngines:
    """The engine and recogniser that misbehave, for whose settings name them."""
    return FaultyEngines(tmp_path / "faulty", monkeypatch)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked so runs with one server, and with several."""
    if "servers" in metafunc.fixturenames and metafunc.definition.get_closest_marker("several"):
        metafunc.parametrize("servers", ["alone", "several"], indirect=True)


@pytest.fixture
def servers(settings: Settings, request: pytest.FixtureRequest) -> tuple[Settings, ...]:
    """The settings of one server, or of two that share a house."""
    everything = request.config.getoption("--several") and not request.node.get_closest_marker("alone")
    if not everything and getattr(request, "param", "alone") == "alone":
        return (settings,)
    # Engines that a test brings along are not those of the worker that is there for all.
    shared = everything and not settings.engines
    database, bus = (request.getfixturevalue(name) for name in ("database", "worked_bus" if shared else "bus_server"))
    return 2 * (settings.model_copy(update={"database": database.migrated(), "bus": bus.url}),)


@pytest.fixture
async def server(servers: tuple[Settings, ...], request: pytest.FixtureRequest) -> AsyncIterator[Running]:
    """A fresh server; where there are two, each guest gets another one, and with `--several` workers elsewhere."""
    async with AsyncExitStack() as stack:
        if request.config.getoption("--several") and len(servers) > 1:
            for settings in servers if servers[0].engines else ():
                await stack.enter_async_context(working(str(settings.bus), settings))
            servers = tuple(settings.model_copy(update={"workers": 0}) for settings in servers)
        yield await stack.enter_async_context(running(*servers))


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


@pytest.fixture
async def zoe(server: Running) -> AsyncIterator[Guest]:
    """Zoe reads what the strange engine makes of English."""
    async with guest(server.url, server.invite, "Zoe", "qaa") as zoe:
        yield await zoe.connect()
