"""Every kind of store, opened over an empty place; and the event loop that the server runs on."""

from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import uvloop

from enishi.store.postgres import PostgresStore
from enishi.store.sqlite import SQLiteStore
from enishi.store.store import Store


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], AbstractEventLoop]]:
    """What is proven of connections is proven on the loop of `enishi serve`."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="module", params=("sqlite", "postgres"))
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all tests of a module: each works in rooms of its own."""
    if request.param == "sqlite":
        opened: Store = SQLiteStore(tmp_path_factory.mktemp("store"))
    else:
        opened = PostgresStore(request.getfixturevalue("database").database())
    with closing(opened):
        yield opened
