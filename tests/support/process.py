"""A real server in a process of its own, as an operator starts it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path

LIMITS = {"ENISHI_POSTS_PER_MINUTE": "1000000", "ENISHI_JOINS_PER_MINUTE": "1000"}


@dataclass(frozen=True)
class Started:
    """The process, its address, and the secret of the host's invite."""

    process: Process
    url: str
    invite: str


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
    async for line in process.stdout:
        if b"/join/" in line:
            url, invite = line.decode().split()[-1].split("/join/")
            return Started(process, url, invite)
    raise AssertionError("the server ended before it was open")
