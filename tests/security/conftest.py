"""A server that waits briefly, so that what takes too long is over soon."""

from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.journeys.conftest import (
    _nothing_goes_wrong_unseen,
    ada,
    faulty,
    pytest_asyncio_loop_factories,
    pytest_generate_tests,
    rui,
    server,
    servers,
)
from tests.support.server import silent

__all__ = [
    "_nothing_goes_wrong_unseen",
    "ada",
    "faulty",
    "pytest_asyncio_loop_factories",
    "pytest_generate_tests",
    "rui",
    "server",
    "servers",
]


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Of a test that is marked `settings(…)`, these."""
    mark = request.node.get_closest_marker("settings")
    return silent(tmp_path, **(mark.kwargs if mark else {}))
