"""A disk that fails again and again under people who post without end: clear refusals, nothing lost, and it heals."""

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bench.faults import INJECTED
from tests.support.besetting import beset
from tests.support.disk import Faulty, disk
from tests.support.server import running, silent

FAULTS = 10


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_unseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Here much goes wrong, and the log says so of the disk alone."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert {record.name for record in errors} == {"enishi.store.writer", "enishi.store.errors"}


async def test_what_is_refused_says_why_and_nothing_is_lost(tmp_path: Path) -> None:
    chance, faulty = Random(3), Faulty()
    troubles = [partial(faulty.refusing, *fault) for fault in (*INJECTED.values(), *INJECTED.values())][:FAULTS]
    with disk(faulty):
        async with running(silent(tmp_path, posts_per_minute=10**6)) as server:
            seen = await beset(server.url, server.invite, troubles, chance)
    assert seen.faults == FAULTS
    assert seen.refusals.keys() == {"store_full", "store_failed"}
    assert seen.pages.keys() <= {200, 503}
    assert (seen.lost, seen.twice, seen.gaps, seen.disagreeing) == (0, 0, 0, 0)
