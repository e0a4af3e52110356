"""A real server in the test's own event loop, on a port of the system's choosing; or several of one house."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from starlette.types import ASGIApp

from enishi.app import build
from enishi.cli.serve import Listening, listen
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import MakeInvite
from enishi.settings import ConnectionSettings, Settings


@dataclass(frozen=True)
class Running:
    """Where the server is, and the secret of an invite that makes everybody a host and an owner."""

    urls: Iterator[str]
    invite: str

    @property
    def url(self) -> str:
        """Where there are several servers, whoever asks next is sent to the next one."""
        return next(self.urls)


@asynccontextmanager
async def running(*settings: Settings) -> AsyncIterator[Running]:
    """Serve until the context closes; one server for each settings."""
    async with AsyncExitStack() as stack:
        built = [await stack.enter_async_context(build(each)) for each in settings]
        urls = [
            await stack.enter_async_context(serving(each.app, each.farewell, own.connections))
            for each, own in zip(built, settings, strict=True)
        ]
        yield Running(cycle(urls), await owners_invite(built[-1].invites))


async def owners_invite(invites: Invites) -> str:
    """The secret of an invite that makes everybody a host of the welcome room, and an owner."""
    wishes = MakeInvite(host=True, expires_in=None, uses=None)
    _, secret = await invites.make(await invites.welcome(), wishes, owner=True)
    return secret


@asynccontextmanager
async def serving(
    app: ASGIApp,
    farewell: Callable[[], None] = lambda: None,
    connections: ConnectionSettings = ConnectionSettings(),  # noqa: B008
) -> AsyncIterator[str]:
    """Serve any application the way `enishi serve` does; its address."""
    with listen("127.0.0.1", 0) as listener:
        server = Listening(app, farewell, connections)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


def silent(data: Path, **others: object) -> Settings:
    """Settings of a server that translates nothing and starts at once; its languages are those of the catalogues."""
    return Settings.model_validate({"data": data, "engines": ("apertium",), "apertium": data, **others})
