"""A real server in a process of its own, as an operator starts it."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

LIMITS = {"ENISHI_POSTS_PER_MINUTE": "1000000", "ENISHI_JOINS_PER_MINUTE": "1000"}

SILENT = {"ENISHI_ENGINES": '["apertium"]', "ENISHI_APERTIUM": "/nowhere"}
"""Settings of one that translates nothing and starts at once."""


LINK = re.compile(r"(http\S+)/join[#/](\S+)")
"""An address and the secret of an invite; benches start older versions, too, which had it in the path."""


@dataclass(frozen=True)
class Started:
    """The process, its address, the secret of an invite, and of the owner's link, which is for one."""

    process: Process
    url: str
    invite: str
    owner: str


async def start(data: Path, *before: str, **settings: str) -> Started:
    """Start one over a data directory, and wait until it is open; `before` are words in front of the command."""
    command = (
        *before,
        sys.executable,
        "-m",
        "enishi",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--data",
        str(data),
    )
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, env={**os.environ, **LIMITS, **settings})
    assert process.stdout
    links: list[re.Match[str]] = []
    async for line in process.stdout:
        if found := LINK.search(line.decode()):
            links.append(found)
        if b"Stop with" in line:
            return Started(process, links[0][1], links[0][2], links[-1][2])
    raise AssertionError("the server ended before it was open")


@asynccontextmanager
async def started(data: Path, *before: str, **settings: str) -> AsyncIterator[Started]:
    """The same, until the context closes; it must then end well."""
    server = await start(data, *before, **settings)
    try:
        yield server
    finally:
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 10) == 0
