"""Wires everything: starts in order, stops in reverse. Nobody imports it but the command line."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp

from enishi.app.application import assemble, bus_vocabulary, open_features, run_features
from enishi.app.base import open_base
from enishi.app.spine import open_spine
from enishi.features.invites import owner_links
from enishi.features.invites.verbs import Invites
from enishi.live.hub import Hub
from enishi.settings import Settings


@dataclass(frozen=True, slots=True)
class Server:
    """A built server: the ASGI application, this start's invite, its owner's link, and its last words.

    `translates` is False where no engine has a language when it starts.
    """

    app: ASGIApp
    invites: Invites
    invite: str
    owner: str
    farewell: Callable[[], None]
    translates: bool


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Server]:
    """Everything that one process needs, running while the context is open.

    Raises DataBusy when another process owns the data directory, EngineUnusable when an engine cannot start.
    """
    async with AsyncExitStack() as stack:
        base = await open_base(settings, stack)
        house = await open_spine(settings, base, stack)
        features = open_features(house)
        base.bus.decode_with(bus_vocabulary(features))
        await run_features(house, features, stack)
        app = assemble(house, features)
        stack.callback(asyncio.create_task(_beat(base.hub, settings.beat_seconds)).cancel)
        invites = Invites(house.store, house.languages, settings)
        yield Server(
            app=app,
            invites=invites,
            invite=await invites.make_own(),
            owner=owner_links.leave(settings.data),
            farewell=base.hub.farewell,
            translates=bool(base.translator.languages),
        )


async def _beat(hub: Hub, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        hub.beat()
