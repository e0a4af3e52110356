"""What holds for every test: a busy machine makes tests slower and not red, so no example has a deadline.

And the servers that tests share, and a line about the tests that need a browser where there is none.
"""

import gc
import os
from collections import Counter
from collections.abc import Generator, Iterator, Mapping

import pytest
from hypothesis import settings

from tests.support.nats import Nats, nats
from tests.support.postgres import Postgres, postgres
from tests.support.work import worker

settings.register_profile("enishi", deadline=None)
settings.load_profile("enishi")


def pytest_configure() -> None:
    """No test asks the world for models: what it finds it has put there itself."""
    os.environ.setdefault("ENISHI_MODELS_LISTS", '["http://127.0.0.1:9/none"]')


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option for the journeys."""
    parser.addoption("--several", action="store_true", help="the journeys on two servers with workers elsewhere")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--several`, only what several servers change, and does not run on several without it."""
    if config.getoption("--several"):
        items[:] = [item for item in items if _is_shared(item)]


def pytest_collection_finish() -> None:
    """What all collected tests consist of stays to the end: the garbage collector need not go through it again."""
    gc.collect()
    gc.freeze()


def _is_shared(item: pytest.Item) -> bool:
    apart = item.get_closest_marker("alone") or item.get_closest_marker("several")
    return "servers" in getattr(item, "fixturenames", ()) and not apart


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say last how many tests with a browser did not run, and why, so that the run is not taken for a whole one."""
    yield
    skipped = [each for each in terminalreporter.getreports("skipped") if "browser" in each.keywords]
    for reason, number in Counter(each.longrepr[2].removeprefix("Skipped: ") for each in skipped).items():
        terminalreporter.write_line(f"{number} tests with a browser did not run: {reason}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def database() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole run."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def bus_server() -> Iterator[Nats]:
    """A NATS server for the whole run."""
    with nats() as server:
        yield server


@pytest.fixture(scope="session")
def worked_bus(tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]) -> Iterator[Nats]:
    """A NATS server for the whole run, and on it a worker with all installed engines."""
    with nats() as server, worker(server.url, tmp_path_factory.mktemp("worker"), environment):
        yield server


@pytest.fixture(scope="session", autouse=True)
def environment() -> Mapping[str, str]:
    """The environment before any test changes it."""
    return dict(os.environ)
