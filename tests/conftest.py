"""What holds for every test: a busy machine makes tests slower and not red, so no example has a deadline.

And the servers that tests share.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.nats import Nats, nats
from tests.support.postgres import Postgres, postgres

settings.register_profile("enishi", deadline=None)
settings.load_profile("enishi")


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option for the journeys."""
    parser.addoption("--several", action="store_true", help="let two servers and two workers share each journey")


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
