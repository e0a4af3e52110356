"""The doors in one ASGI application."""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp

from enishi.app.base import Base
from enishi.auth.limits import Limit
from enishi.auth.sessions import Sessions
from enishi.doors import pages
from enishi.doors.bodies import MOST_BYTES, MOST_BYTES_A_CHARACTER, SmallBodies
from enishi.doors.callers import Callers
from enishi.doors.metrics import WatchDoor
from enishi.doors.socket import SocketDoor
from enishi.doors.trouble import answer_trouble
from enishi.doors.verbs import Verbs
from enishi.features.glossary.files import FilesDoor
from enishi.features.glossary.routes import GlossaryDoor
from enishi.features.invites.routes import HttpDoor
from enishi.features.invites.verbs import Invites
from enishi.features.translation_api.keys import Keys
from enishi.features.translation_api.routes import LibreTranslateDoor
from enishi.features.translation_api.suggestions import Suggesting
from enishi.features.voice.routes import AloudDoor
from enishi.settings import Settings


def assemble(settings: Settings, base: Base, verbs: Verbs, invites: Invites) -> ASGIApp:
    """Everything that answers requests."""
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
