"""What the verbs stand on: the store, the workers, the bus, the hub."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from nats.aio.client import Client

from enishi.bus.bus import Bus
from enishi.bus.line import NatsLine
from enishi.bus.local import LocalBus
from enishi.bus.nats import NatsBus, connected
from enishi.clock import new_id
from enishi.errors import BusUnusable
from enishi.gathering.people.blocks import Blocks
from enishi.languages import Choice
from enishi.live.hub import Hub
from enishi.settings import Settings
from enishi.speech.recognition_sessions import RecognitionSessions
from enishi.speech.synthesis import SpeechSynthesis
from enishi.store.blobs.blobs import Blobs, open_blobs
from enishi.store.postgres import PostgresStore
from enishi.store.sqlite import SQLiteStore
from enishi.store.store import Store
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.pools import Pools
from enishi.translate.pool.remote_workers import MAX_REQUESTS, RemoteWorkers
from enishi.translate.pool.slot import process_slots
from enishi.translate.pool.workers import Workers
from enishi.translate.registry import load_engines
from enishi.translate.text.language_detection import Detector
from enishi.translate.translator import Translator

CATALOGUES = Path(__file__).parent.parent / "catalogues"


@dataclass(frozen=True, slots=True)
class Base:
    """What the verbs stand on."""

    store: Store
    blobs: Blobs
    pool: Workers
    translator: Translator
    detector: Detector
    languages: Choice
    bus: Bus
    process: UUID
    blocks: Blocks
    hub: Hub
    recognition: RecognitionSessions
    synthesis: SpeechSynthesis


async def open_base(settings: Settings, stack: AsyncExitStack) -> Base:
    """Open all of it; the stack closes it again. Raises DataBusy, DataUnusable, BusUnusable, EngineUnusable."""
    store = _store(settings)
    await stack.enter_async_context(store)
    blobs = open_blobs(store, settings.data, settings.bucket)
    await stack.enter_async_context(blobs.running())
    client = await stack.enter_async_context(connected(settings.bus)) if settings.bus else None
    pool, translator, languages = await _workers(settings, client, stack)
    recognition = RecognitionSessions(settings)
    stack.push_async_callback(recognition.close)
    synthesis = await SpeechSynthesis.detect()
    bus = await stack.enter_async_context(NatsBus(client) if client else LocalBus())
    blocks = Blocks(store, bus)
    return Base(
        store=store,
        blobs=blobs,
        pool=pool,
        translator=translator,
        detector=Detector(languages),
        languages=languages,
        bus=bus,
        process=new_id(),
        blocks=blocks,
        hub=Hub(blocks.hidden_from),
        recognition=recognition,
        synthesis=synthesis,
    )


def _store(settings: Settings) -> Store:
    if settings.database:
        return PostgresStore(settings.database, shared=settings.bus is not None)
    if settings.bus:
        raise BusUnusable("Several processes (ENISHI_BUS) need a database that they can share (ENISHI_DATABASE).")
    return SQLiteStore(settings.data)


async def _workers(
    settings: Settings, client: Client | None, stack: AsyncExitStack
) -> tuple[Workers, Translator, Choice]:
    """Who translates, here and elsewhere; and the languages that can be chosen."""
    if not settings.workers and client is None:
        raise BusUnusable("Without workers of its own (ENISHI_WORKERS=0), Enishi needs those of others (ENISHI_BUS).")
    engines = load_engines(settings)
    elsewhere = RemoteWorkers(NatsLine(client)) if client else None
    here = await stack.enter_async_context(Pool(process_slots(settings)))
    others = await stack.enter_async_context(Pool([elsewhere] * MAX_REQUESTS if elsewhere else (), max_attempts=1))
    pools = Pools(here, others)
    translator = Translator(engines, pools, settings.cache)
    languages = Choice({path.stem for path in CATALOGUES.glob("*.json")})
    languages.set(translator.languages, {})
    if elsewhere:
        await elsewhere.subscribe(translator.set_remote_directions)
        if not settings.workers:
            await elsewhere.wait_for_offer()
    return pools, translator, languages
