"""A worker process as the server sees it."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Self

from enishi.settings import Settings

LOADING = 120.0
"""Seconds that a worker may take to start, or to load a model from a slow disk."""

_LINE = 64 * 1024 * 1024
"""Bytes of an answer at most."""


class WorkerProcess:
    """Runs a module that serves (`service.py`) in a session of its own, so that what it starts dies with it."""

    def __init__(self, child: Process) -> None:
        self._child = child

    @classmethod
    async def start(cls, module: str, settings: Settings) -> Self:
        """Starts one, whose first answer takes some 0.3 s more; raises OSError."""
        # -P: a file named like a module in the working directory must not be taken for that module.
        command = (sys.executable, "-P", "-m", module)
        starting = asyncio.create_task(
            asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, start_new_session=True, limit=_LINE)
        )
        try:
            child = await asyncio.shield(starting)
        except asyncio.CancelledError:  # half a start would leave its pipes open
            await cls(await starting).kill()
            raise
        assert child.stdin
        child.stdin.write(settings.model_dump_json().encode() + b"\n")
        return cls(child)

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self._child.returncode is not None

    async def ask(self, command: Mapping[str, object], deadline: float) -> dict[str, Any]:
        """What it answers within `deadline` seconds; raises TimeoutError, and EOFError when it is gone."""
        try:
            async with asyncio.timeout(deadline):
                line = await self._exchange(json.dumps(command).encode() + b"\n")
        except (ConnectionError, ValueError):  # it is gone, or its answer has no end
            line = b""
        if not line.endswith(b"\n"):
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def kill(self) -> None:
        """Ends it and everything that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        await self._child.communicate()  # waits for its end, and that of its pipes

    async def _exchange(self, line: bytes) -> bytes:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(line)
        await self._child.stdin.drain()
        return await self._child.stdout.readline()
