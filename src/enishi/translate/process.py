"""A worker process as the server sees it: asked one thing at a time, killed when it does not answer."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Self

from enishi.errors import EngineDied, EngineFailed, EngineTimeout
from enishi.model import Step
from enishi.settings import Settings

LOADING = 120.0
"""Seconds that a worker may take to start, or to load a direction from a slow disk."""

_LINE = 64 * 1024 * 1024
"""Bytes of an answer at most."""


class WorkerProcess:
    """Runs `enishi.translate.worker` in a session of its own, so that what its engines start dies with it."""

    def __init__(self, child: Process, settings: Settings) -> None:
        self._child = child
        self._settings = settings
        self._open: dict[Step, None] = {}  # least recently used first

    @classmethod
    async def start(cls, settings: Settings) -> Self:
        """Starts one, whose first answer takes some 0.3 s more; raises EngineDied."""
        # -P: a file named like a module in the working directory must not be taken for that module.
        command = (sys.executable, "-P", "-m", "enishi.translate.worker")
        try:
            child = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, start_new_session=True, limit=_LINE
            )
        except OSError as fault:
            raise EngineDied(f"No worker process could be started: {fault}.") from fault
        assert child.stdin
        child.stdin.write(settings.model_dump_json().encode() + b"\n")
        return cls(child, settings)

    def has(self, step: Step) -> bool:
        """Whether that direction is open here."""
        return step in self._open

    def others(self, engine: str) -> int:
        """How many directions of other engines are open here."""
        return sum(step.engine != engine for step in self._open)

    async def translate(self, step: Step, sentences: Sequence[str], deadline: float) -> list[str]:
        """Opens the direction where needed, and translates within `deadline` seconds.

        Raises EngineFailed, EngineTimeout, EngineDied.
        """
        if step not in self._open:
            if len(self._open) >= self._settings.worker_models:
                oldest = next(iter(self._open))
                del self._open[oldest]
                with suppress(EngineFailed):  # the fault of another text
                    await self._ask("close", oldest, (), LOADING)
            await self._ask("open", step, (), LOADING)
        self._open.pop(step, None)
        self._open[step] = None
        return await self._ask("translate", step, sentences, deadline) if sentences else []

    async def kill(self) -> None:
        """Ends it and everything that it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        await self._child.wait()

    async def _ask(self, verb: str, step: Step, sentences: Sequence[str], deadline: float) -> list[str]:
        command = {"do": verb, "step": [step.engine, step.source, step.target], "sentences": sentences}
        try:
            async with asyncio.timeout(deadline):
                line = await self._exchange(json.dumps(command).encode() + b"\n")
        except TimeoutError:
            raise EngineTimeout(f"{step.engine} did not answer within {deadline:g} seconds.") from None
        except (ConnectionError, ValueError):  # it is gone, or its answer has no end
            line = b""
        if not line.endswith(b"\n"):
            raise EngineDied(f"{step.engine} crashed, or used more than {self._settings.worker_memory} MiB of memory.")
        answer = json.loads(line)
        if "code" in answer:
            raise EngineFailed(answer["sentence"], code=answer["code"])
        outputs: list[str] = answer["outputs"]
        return outputs

    async def _exchange(self, line: bytes) -> bytes:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(line)
        await self._child.stdin.drain()
        return await self._child.stdout.readline()
