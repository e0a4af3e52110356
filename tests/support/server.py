"""A real server in the test's own event loop, on a port of the system's choosing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from enishi.app import build
from enishi.cli.serve import Listening, listen
from enishi.settings import Settings


@dataclass(frozen=True)
class Running:
    """Where the server is, and the secret of the host's invite."""

    url: str
    invite: str


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    """Serve until the context closes."""
    with listen("127.0.0.1", 0) as listener:
        async with build(settings) as built:
            server = Listening(built.app)
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            yield Running(f"http://127.0.0.1:{listener.getsockname()[1]}", built.invite)
            server.should_exit = True
            await serving
