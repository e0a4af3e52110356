"""A real server in the test's own event loop, on a port of the system's choosing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp

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
    async with build(settings) as built, serving(built.app, built.farewell) as url:
        yield Running(url, built.invite)


@asynccontextmanager
async def serving(app: ASGIApp, farewell: Callable[[], None] = lambda: None) -> AsyncIterator[str]:
    """Serve any application the way `enishi serve` does; its address."""
    with listen("127.0.0.1", 0) as listener:
        server = Listening(app, farewell)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


def silent(data: Path, **others: object) -> Settings:
    """Settings of a server that translates nothing and starts at once; its languages are those of the catalogues."""
    return Settings.model_validate({"data": data, "engines": ("apertium",), "apertium": data, **others})
