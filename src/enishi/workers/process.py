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
"""Seconds that a worker has to start, or to load a model from a slow disk."""

_MAX_ANSWER = 64 * 1024 * 1024
"""Bytes."""


class WorkerProcess:
    """Runs a module that calls `service.serve`, in a session of its own: what it starts is killed with it."""

    def __init__(self, child: Process) -> None:
        self._child = child

    @classmethod
    async def start(cls, module: str, settings: Settings) -> Self:
        """Starts a process (its first answer takes about 0.3 s more); raises OSError."""
        # -P: a file named like a module in the working directory must not be taken for that module.
        command = (sys.executable, "-P", "-m", module)
        starting = asyncio.create_task(
            asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, start_new_session=True, limit=_MAX_ANSWER)
        )
        try:
            child = await asyncio.shield(starting)
        except asyncio.CancelledError:  # else the pipes of the started process would stay open
            await cls(await starting).kill()
            raise
        assert child.stdin
        child.stdin.write(settings.model_dump_json().encode() + b"\n")
        return cls(child)

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self._child.returncode is not None

    async def request(self, command: Mapping[str, object], deadline: float) -> dict[str, Any]:
        """The answer to a command; raises TimeoutError after `deadline` seconds, EOFError when the process ended."""
        try:
            async with asyncio.timeout(deadline):
                line = await self._exchange(json.dumps(command).encode() + b"\n")
        except (ConnectionError, ValueError):  # it has ended, or the answer exceeds _MAX_ANSWER
            line = b""
        if not line.endswith(b"\n"):
            raise EOFError
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def kill(self) -> None:
        """Kills it and everything that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        await self._child.communicate()  # waits until it has ended and its pipes are closed

    async def _exchange(self, line: bytes) -> bytes:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(line)
        await self._child.stdin.drain()
        return await self._child.stdout.readline()
