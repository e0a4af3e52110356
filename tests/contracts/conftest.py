"""Every kind of store, opened over an empty place."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from enishi.store.database import Store

KINDS = {"sqlite": Store}


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all tests of a module: each works in rooms of its own."""
    with closing(KINDS[request.param](tmp_path_factory.mktemp("store"))) as opened:
        yield opened
