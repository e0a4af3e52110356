"""Starts the server of a checkout, this one or another, as a process: nothing of Enishi is imported."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.process import started

HERE = Path(__file__).parents[1]
"""This checkout."""

METRICS_KEY = "a-key-for-the-benches"

UNLIMITED = {
    "ENISHI_POSTS_PER_MINUTE": "10000000",
    "ENISHI_JOINS_PER_MINUTE": "1000000",
    "ENISHI_CONNECTIONS_PER_ADDRESS": "10000",
    "ENISHI_CONNECTIONS_PER_MEMBER": "10000",
    "ENISHI_METRICS_KEY": METRICS_KEY,
}


def environment(checkout: Path = HERE) -> dict[str, str]:
    """In which `python -m enishi` runs the source of that checkout."""
    return {**os.environ, **UNLIMITED, "PYTHONPATH": str(checkout / "src")}


def command(data: str, port: int = 0) -> list[str]:
    """Serve a data directory; port 0 takes a free one."""
    return [sys.executable, "-m", "enishi", "serve", "--host", "127.0.0.1", "--port", str(port), "--data", data]


@asynccontextmanager
async def server(checkout: Path = HERE) -> AsyncIterator[tuple[str, str]]:
    """The address of a fresh server, and its invite."""
    with TemporaryDirectory() as data:
        async with started(Path(data), **environment(checkout)) as running:
            yield running.url, running.invite
