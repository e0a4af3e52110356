"""Workers for servers on other machines: real `enishi work` processes, or the same in the test's own event loop."""

import asyncio
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

from enishi.bus.line import NatsLine
from enishi.bus.nats import connected
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.remote_service import RemoteService
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import directions_of, load_engines


@asynccontextmanager
async def work(bus: str, engines: str) -> AsyncIterator[Process]:
    """One that works, with one process of its own; unless it was killed it must end well."""
    environment = {"ENISHI_BUS": bus, "ENISHI_ENGINES": engines, "ENISHI_WORKERS": "1"}
    command = (sys.executable, "-m", "enishi", "work")
    process = await create_subprocess_exec(*command, env=os.environ | environment, stdout=PIPE)
    assert process.stdout
    async for line in process.stdout:
        if line.startswith(b"Stop with"):
            break
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        assert await asyncio.wait_for(process.wait(), 20) in (0, -signal.SIGKILL)


@contextmanager
def worker(bus: str, data: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """One that works for many tests, with all installed engines: what it has loaded once, it has loaded for all."""
    command = (sys.executable, "-m", "enishi", "work", "--data", str(data))
    process = subprocess.Popen(command, env={**environment, "ENISHI_BUS": bus}, stdout=subprocess.PIPE)
    assert process.stdout
    for line in process.stdout:
        if line.startswith(b"Stop with"):
            break
    try:
        yield
    finally:
        process.terminate()
        process.communicate()
    assert process.returncode == 0


@asynccontextmanager
async def working(bus: str, settings: Settings) -> AsyncIterator[Pool]:
    """One in this event loop, and its pool."""
    directions = partial(directions_of, load_engines(settings))
    async with (
        connected(bus) as client,
        Pool(process_slots(settings)) as pool,
        RemoteService(NatsLine(client), pool, directions),
    ):
        yield pool
