"""Wires everything: starts in order, stops in reverse. Nobody imports it but the command line."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import permutations

from starlette.types import ASGIApp

from enishi.app.application import assemble
from enishi.app.base import open_base
from enishi.app.verbs import wire_verbs
from enishi.auth.invites import Invites
from enishi.errors import NoRoute
from enishi.gathering import welcome
from enishi.live.hub import Hub
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.translator import Translator


@dataclass(frozen=True, slots=True)
class Server:
    """A built server: the ASGI application, the secret of this start's invite for a host, and its last words.

    `translates` is False where no engine has a language when it starts.
    """

    app: ASGIApp
    invite: str
    farewell: Callable[[], None]
    translates: bool


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Server]:
    """Everything that one process needs, running while the context is open.

    Raises DataBusy when another process owns the data directory, EngineUnusable when an engine cannot start.
    """
    async with AsyncExitStack() as stack:
        base = await open_base(settings, stack)
        verbs = wire_verbs(settings, base, stack)
        greeting = await welcome.prepare(base.store, verbs.attendance)
        invites = Invites(base.store, base.languages)
        app = assemble(settings, base, verbs, invites)
        warm = base.pool.warm(_between(base.translator, welcome.LANGUAGES.values()))
        for work in (_beat(base.hub, settings.beat_seconds), warm):
            stack.callback(asyncio.create_task(work).cancel)
        invite = await invites.make_own(greeting.id)
        yield Server(app, invite, base.hub.farewell, translates=bool(base.translator.languages))


async def _beat(hub: Hub, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        hub.beat()


def _between(translator: Translator, languages: Iterable[str]) -> list[Step]:
    """The steps among these languages, as far as there are any."""
    steps: dict[Step, None] = {}
    for source, target in permutations(languages, 2):
        try:
            steps.update(dict.fromkeys(translator.route(source, target)))
        except NoRoute:
            continue
    return list(steps)
