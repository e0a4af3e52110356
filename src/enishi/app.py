"""Wires everything: starts in order, stops in reverse. Nobody imports it but the command line."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from uuid import UUID

from fastapi import FastAPI
from nats.aio.client import Client
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp

from enishi.auth.access import Access
from enishi.auth.invites import Invites
from enishi.auth.keys import Keys
from enishi.auth.limits import Limit
from enishi.auth.sessions import Sessions
from enishi.bus.bus import Bus, Handler
from enishi.bus.line import NatsLine
from enishi.bus.local import LocalBus
from enishi.bus.nats import NatsBus, connected
from enishi.clock import new_id
from enishi.doors import pages
from enishi.doors.aloud import AloudDoor
from enishi.doors.bodies import MOST_BYTES, MOST_BYTES_A_CHARACTER, SmallBodies
from enishi.doors.callers import Callers
from enishi.doors.files import FilesDoor
from enishi.doors.glossary import GlossaryDoor
from enishi.doors.http import HttpDoor
from enishi.doors.libretranslate import LibreTranslateDoor
from enishi.doors.socket import SocketDoor
from enishi.doors.trouble import answer_trouble
from enishi.doors.verbs import Verbs
from enishi.doors.watch import WatchDoor
from enishi.errors import BusUnusable, NoRoute
from enishi.gathering import welcome
from enishi.gathering.asking import Asking
from enishi.gathering.checking import Checking
from enishi.gathering.claiming import Claims, alone
from enishi.gathering.correcting import Correcting
from enishi.gathering.drafting import Drafting
from enishi.gathering.glossaries import Glossaries
from enishi.gathering.glossary import Glossary
from enishi.gathering.history import History
from enishi.gathering.interpreting import Interpreting
from enishi.gathering.ledger import Ledger
from enishi.gathering.mirroring import Mirroring
from enishi.gathering.ordering import Ordering
from enishi.gathering.overhearing import Overhearing
from enishi.gathering.posting import Posting
from enishi.gathering.presence import Attendance
from enishi.gathering.recent import Recent
from enishi.gathering.recognising import Recognising
from enishi.gathering.remembering import Remembering
from enishi.gathering.retargeting import Retargeting
from enishi.gathering.rooms import Rooms
from enishi.gathering.speaking import Speaking
from enishi.gathering.suggesting import Suggesting
from enishi.gathering.watching import Watching
from enishi.live.hub import Hub
from enishi.model import Step
from enishi.protocol import RollCall
from enishi.settings import Settings
from enishi.speech.ears import Ears
from enishi.speech.voice import Voice
from enishi.store.database import SQLiteStore
from enishi.store.postgres import PostgresStore
from enishi.store.store import Store
from enishi.translate.detect import Detector
from enishi.translate.elsewhere import AT_ONCE, Elsewhere
from enishi.translate.engine import Direction
from enishi.translate.line import steps
from enishi.translate.pool import Pool
from enishi.translate.pools import Pools, Workers
from enishi.translate.registry import load_engines
from enishi.translate.seat import processes
from enishi.translate.translator import Translator

CATALOGUES = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, slots=True)
class Server:
    """A built server: the ASGI application, the secret of this start's invite for a host, and its last words."""

    app: ASGIApp
    invite: str
    farewell: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Base:
    """What the verbs stand on."""

    store: Store
    pool: Workers
    translator: Translator
    detector: Detector
    languages: Sequence[str]
    bus: Bus
    process: UUID
    hub: Hub
    ears: Ears
    voice: Voice


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Server]:
    """Everything that one process needs, running while the context is open.

    Raises DataBusy when another process owns the data directory, EngineUnusable when an engine cannot start.
    """
    async with AsyncExitStack() as stack:
        base = await _base(settings, stack)
        verbs = _verbs(settings, base, stack)
        greeting = await welcome.prepare(base.store, verbs.attendance)
        invites = Invites(base.store, base.languages)
        app = _application(settings, base, verbs, invites)
        warm = base.pool.warm(_between(base.translator, welcome.LANGUAGES.values()))
        for work in (_beat(base.hub, settings.beat_seconds), warm):
            stack.callback(asyncio.create_task(work).cancel)
        yield Server(app, await invites.make_own(greeting.id), base.hub.farewell)


async def _base(settings: Settings, stack: AsyncExitStack) -> Base:
    store = _store(settings)
    await stack.enter_async_context(store)
    client = await stack.enter_async_context(connected(settings.bus)) if settings.bus else None
    pool, translator, languages = await _workers(settings, client, stack)
    ears = Ears(settings)
    stack.push_async_callback(ears.close)
    voice = await Voice.find()
    bus = await stack.enter_async_context(NatsBus(client) if client else LocalBus())
    return Base(store, pool, translator, Detector(languages), languages, bus, new_id(), Hub(), ears, voice)


def _store(settings: Settings) -> Store:
    if settings.database:
        return PostgresStore(settings.database, shared=settings.bus is not None)
    if settings.bus:
        raise BusUnusable("Several processes (ENISHI_BUS) need a database that they can share (ENISHI_DATABASE).")
    return SQLiteStore(settings.data)


async def _workers(
    settings: Settings, client: Client | None, stack: AsyncExitStack
) -> tuple[Workers, Translator, list[str]]:
    """Who translates, here and elsewhere; and the languages that can be chosen, which grow when workers bring more."""
    if not settings.workers and client is None:
        raise BusUnusable("Without workers of its own (ENISHI_WORKERS=0), Enishi needs those of others (ENISHI_BUS).")
    engines = load_engines(settings)
    elsewhere = Elsewhere(NatsLine(client)) if client else None
    here = await stack.enter_async_context(Pool(processes(settings)))
    others = await stack.enter_async_context(Pool([elsewhere] * AT_ONCE if elsewhere else (), attempts=1))
    pools = Pools(here, others, steps(each for engine in engines.values() for each in engine.directions()))
    translator = Translator(engines, pools, settings.cache)
    languages = sorted(translator.languages | {path.stem for path in CATALOGUES.glob("*.json")})

    def offer(directions: Collection[Direction]) -> None:
        translator.offer(directions)
        languages[:] = sorted(translator.languages.union(languages))  # who reads one goes on when its worker is gone

    if elsewhere:
        await elsewhere.hear(offer)
        if not settings.workers:
            await elsewhere.somebody()
    return pools, translator, languages


def _verbs(settings: Settings, base: Base, stack: AsyncExitStack) -> Verbs:
    store, bus, languages, longest = base.store, base.bus, base.languages, settings.message_length
    attendance = Attendance(bus, base.process)
    ledger = Ledger(store, bus)
    glossaries = Glossaries(store, base.translator)
    recognising = Recognising(store, base.detector)
    checking = Checking(ledger, glossaries, base.translator)
    claims = Claims(store, base.process)
    claiming = claims.claim if settings.bus else alone
    interpreting = Interpreting(ledger, store, bus, glossaries, attendance, checking, claiming)
    watching = Watching(interpreting, attendance)
    recent = Recent()
    ordering = Ordering(store, base.hub.reads, recent, base.hub.deliver, watching.hear)
    asking = Asking(store, ledger, glossaries, longest)
    posting = Posting(ledger, bus, recognising, languages, longest)
    overhearing = Overhearing(bus)
    drafting = Drafting(
        bus, attendance, glossaries, recognising, overhearing, languages, longest, settings.workers or AT_ONCE
    )
    speaking = Speaking(base.ears, posting, drafting, bus.publish, languages, settings.speakers)
    for each in (checking, interpreting, asking, speaking):
        stack.push_async_callback(each.close)
    history = History(store, interpreting, recent, ordering.ready if settings.bus else None)
    retargeting = Retargeting(store, bus, attendance, base.hub, history, drafting, languages)
    rooms = Rooms(store, attendance)
    tell = (ordering.hear,) if settings.bus else (recent.hear, base.hub.deliver)
    _subscribe(
        bus,
        everything=(rooms.hear, glossaries.hear, *tell, drafting.hear),  # the original goes before its translations
        own=(interpreting.hear, overhearing.notice),
        others=(attendance.hear, retargeting.hear, overhearing.hear),
    )
    if settings.bus:
        bus.send(RollCall())
        stack.callback(watching.close)
        for work in (_keep_together(attendance, ordering, settings.beat_seconds), claims.keep()):
            stack.callback(asyncio.create_task(work).cancel)
    return Verbs(
        access=Access(store),
        posting=posting,
        correcting=Correcting(ledger, glossaries, longest),
        asking=asking,
        mirroring=Mirroring(glossaries, attendance, languages, longest),
        drafting=drafting,
        speaking=speaking,
        voice=base.voice,
        glossary=Glossary(store, ledger, languages),
        remembering=Remembering(store, languages, longest),
        history=history,
        rooms=rooms,
        retargeting=retargeting,
        attendance=attendance,
        hub=base.hub,
        languages=languages,
        posts=Limit(settings.posts_per_minute),
        mirrors=Limit(4 * settings.posts_per_minute),  # one message is looked at several times while it is written
        drafts=Limit(20 * settings.posts_per_minute),  # several times a word
    )


def _subscribe(bus: Bus, everything: Iterable[Handler], own: Iterable[Handler], others: Iterable[Handler]) -> None:
    """Who hears what happens anywhere, in this process, and in the others."""
    for hear in everything:
        bus.subscribe(hear)
    for hear in own:
        bus.subscribe(hear, others=False)
    for hear in others:
        bus.subscribe(hear, own=False)


def _application(settings: Settings, base: Base, verbs: Verbs, invites: Invites) -> ASGIApp:
    app = FastAPI(title="Enishi", docs_url=None, redoc_url=None)
    answer_trouble(app)
    app.add_middleware(GZipMiddleware)
    app.add_middleware(SmallBodies, texts=MOST_BYTES + MOST_BYTES_A_CHARACTER * settings.api_characters)
    callers = Callers(Sessions(base.store, settings.session_days), settings.url)
    socket = SocketDoor(callers.sessions, verbs, settings.url)
    measured = (base.hub.deliveries, base.translator.seconds, socket.refusals)
    watch = WatchDoor(base.store, base.hub, base.pool, measured, to_all=settings.metrics)
    base.bus.subscribe(watch.hear, others=False)
    readings = Limit(2 * settings.posts_per_minute)  # every message of others, and what is caught up with
    for door in (
        HttpDoor(
            callers=callers,
            invites=invites,
            access=verbs.access,
            rooms=verbs.rooms,
            history=verbs.history,
            bus=base.bus,
            languages=base.languages,
            joins=Limit(settings.joins_per_minute),
        ),
        GlossaryDoor(callers, verbs.access, verbs.glossary, verbs.posts),
        FilesDoor(callers, verbs.access, {"glossary": verbs.glossary, "memory": verbs.remembering}, verbs.posts),
        AloudDoor(callers, verbs.voice, readings, settings.message_length, settings.deadline),
        watch,
    ):
        app.include_router(door.router())
    app.router.routes.extend(_libretranslate(settings, base).routes())
    pages.add_pages(app)
    # Past what FastAPI puts around a request: it would cost each reader memory for as long as they stay.
    whole = Router([WebSocketRoute("/live", socket.enter)], default=app, redirect_slashes=False)
    return pages.SafeHeaders(whole)  # around all: even the answer to a failure of our own goes through it


def _libretranslate(settings: Settings, base: Base) -> LibreTranslateDoor:
    return LibreTranslateDoor(
        translator=base.translator,
        detector=base.detector.rank,
        keys=Keys(settings.api_keys, open_to_all=settings.api_open, per_minute=settings.api_per_minute),
        suggesting=Suggesting(base.store),
        characters=settings.api_characters,
        texts=settings.api_texts,
    )


async def _beat(hub: Hub, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        hub.beat()


async def _keep_together(attendance: Attendance, ordering: Ordering, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        attendance.beat()
        await ordering.check()


def _between(translator: Translator, languages: Iterable[str]) -> list[Step]:
    """The steps among these languages, as far as there are any."""
    steps: dict[Step, None] = {}
    for source, target in permutations(languages, 2):
        try:
            steps.update(dict.fromkeys(translator.route(source, target)))
        except NoRoute:
            continue
    return list(steps)
