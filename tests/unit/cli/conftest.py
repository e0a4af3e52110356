"""The command as people run it: a real process, and the words it says."""

import os
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.engines import FaultyEngines

Started = Callable[..., Awaitable[Process]]


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaultyEngines:
    return FaultyEngines(tmp_path / "faulty", monkeypatch)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data directory, which the settings name."""
    monkeypatch.setenv("ENISHI_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def started(data: Path) -> Started:
    async def start(*words: str) -> Process:
        program = "import sys; from enishi.cli import main; sys.exit(main())"
        command = (sys.executable, "-c", program, *words)
        return await create_subprocess_exec(*command, env=os.environ.copy(), stdin=PIPE, stdout=PIPE, stderr=PIPE)

    return start
