"""Opens the features over the house, and joins their commands and routes to one ASGI application."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from fastapi import APIRouter, FastAPI
from pydantic import TypeAdapter
from sqlalchemy import select
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp

from enishi.app.features import FEATURES
from enishi.bus.bus import Subscription
from enishi.doors import pages
from enishi.doors.attending import open_attending
from enishi.doors.bodies import MOST_BYTES, MOST_BYTES_A_CHARACTER, SmallBodies
from enishi.doors.dispatch import Dispatch, vocabulary
from enishi.doors.house import House
from enishi.doors.metrics import MetricsDoor
from enishi.doors.socket import SocketDoor
from enishi.doors.trouble import answer_trouble
from enishi.feature import Caller, Feature, Handler
from enishi.gathering.messages import wire as messages
from enishi.gathering.people import wire as people
from enishi.gathering.translations import wire as translations
from enishi.protocol import Command, Event

OPENERS = (open_attending, *FEATURES)


def open_features(house: House) -> list[Feature]:
    """All features, registered with the house: their sources, what they hear, their greetings."""
    features = [opener(house) for opener in OPENERS]
    for feature in features:
        house.sources.add(*feature.sources)
        house.bus.subscribe(*feature.hears)
        house.ways_back.extend(select(column) for column in feature.leads_back)
        if feature.greets:
            house.greetings.append(feature.greets)
    return features


def events_of(features: Sequence[Feature]) -> tuple[type[Event], ...]:
    """Every event there is: of the spine, and of these features."""
    spine = (*people.EVENTS, *messages.EVENTS, *translations.EVENTS)
    return (*spine, *(event for feature in features for event in feature.events))


def bus_vocabulary(features: Sequence[Feature]) -> TypeAdapter[Event]:
    """Decodes what other processes send."""
    return vocabulary(*events_of(features))


def assemble(house: House, features: Sequence[Feature]) -> ASGIApp:
    """Everything that answers requests."""
    described = "/openapi.json" if house.settings.openapi else None
    app = FastAPI(title="Enishi", openapi_url=described, docs_url=None, redoc_url=None)
    answer_trouble(app)
    app.add_middleware(GZipMiddleware)
    app.add_middleware(SmallBodies, texts=MOST_BYTES + MOST_BYTES_A_CHARACTER * house.settings.api.characters)
    socket = SocketDoor(house, Dispatch(_commands(features), house.access, house.limits), _binary(features))
    measured = (house.hub.deliveries, house.translator.seconds, socket.refusals)
    metrics = MetricsDoor(house.store, house.hub, house.pool, measured, key=house.settings.metrics_key)
    house.bus.subscribe(Subscription(metrics.on_event, others=False), Subscription(socket.on_event))
    app.include_router(metrics.router())
    for route in (route for feature in features for route in feature.routes):
        if isinstance(route, APIRouter):
            app.include_router(route)
        else:
            app.router.routes.append(route)
    pages.add_pages(app)
    # Past what FastAPI puts around a request: it would cost each reader memory for as long as they stay.
    whole = Router([WebSocketRoute("/live", socket.enter)], default=app, redirect_slashes=False)
    return pages.SafeHeaders(whole)  # around all: even the answer to a failure of our own goes through it


async def run_features(house: House, features: Sequence[Feature], stack: AsyncExitStack) -> None:
    """Start what the features run, and their dues; the stack stops it in reverse order."""
    dues = {kind: handler for feature in features for kind, handler in feature.dues.items()}
    await stack.enter_async_context(house.dues.running(dues))
    for feature in features:
        if feature.run:
            await stack.enter_async_context(feature.run())


def _commands(features: Sequence[Feature]) -> dict[type[Command], Handler]:
    """All commands; raises TypeError where two features take the same one."""
    commands: dict[type[Command], Handler] = {}
    for feature in features:
        if twice := commands.keys() & feature.commands.keys():
            raise TypeError(f"Two features take the same command: {twice}.")
        commands |= feature.commands
    return commands


def _binary(features: Sequence[Feature]) -> Callable[[Caller, bytes], None]:
    """The feature that takes binary messages, or nobody; raises TypeError where there are two."""
    takers = [feature.binary for feature in features if feature.binary]
    if len(takers) > 1:
        raise TypeError("Two features take binary messages.")
    return takers[0] if takers else lambda caller, data: None
