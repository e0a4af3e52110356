"""What an organiser's tools ask: /metrics for Prometheus, and /ready for whoever sends people here."""

from collections.abc import Iterable
from functools import partial
from time import monotonic
from uuid import UUID

from cachetools import TTLCache
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.registry import Collector
from sqlalchemy import text

from enishi.auth.secrets import digest
from enishi.errors import Denied
from enishi.gathering.messages.wire import Edited, Posted
from enishi.gathering.translations.wire import Translated, Untranslated
from enishi.live.hub import Hub
from enishi.protocol import Event
from enishi.store.store import Store
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.workers import Workers

MOST_ON_THEIR_WAY, LONGEST_WAY = 10_000, 60.0


class MetricsDoor:
    """Numbers only: no words, names or rooms. `more` are what others measure.

    Where somebody is says nothing: behind a proxy on this machine, the whole world may seem to be here.
    """

    def __init__(self, store: Store, hub: Hub, pool: Workers, more: Iterable[Collector], *, key: str | None) -> None:
        self._store = store
        self._key = None if key is None else digest(key)
        self._registry = CollectorRegistry()
        self._events = Counter("enishi_events", "What happened in rooms.", ["type"], registry=self._registry)
        self._untranslated = Counter("enishi_untranslated", "What failed.", ["code"], registry=self._registry)
        self._lag = Histogram("enishi_lag_seconds", "From a message to its translation.", registry=self._registry)
        self._said: TTLCache[tuple[UUID, int], float] = TTLCache(MOST_ON_THEIR_WAY, LONGEST_WAY)
        connections = Gauge("enishi_connections", "Open WebSockets.", registry=self._registry)
        connections.set_function(lambda: hub.size)
        waiting = Gauge("enishi_waiting_texts", "Texts without a worker.", ["priority"], registry=self._registry)
        for priority in Priority:
            waiting.labels(priority.name.lower()).set_function(partial(pool.waiting, priority))
        for collector in more:
            self._registry.register(collector)

    def router(self) -> APIRouter:
        """The routes."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/metrics", self.metrics, methods=["GET"])
        router.add_api_route("/ready", self.ready, methods=["GET"])
        return router

    def on_event(self, event: Event) -> None:
        """Count it."""
        self._events.labels(event.type).inc()
        match event:
            case Posted() | Edited():
                self._said[event.message.id, event.message.changed] = monotonic()
            case Translated():
                said = self._said.get((event.translation.message, event.translation.of))
                if said is not None:  # else somebody came to read what is old
                    self._lag.observe(monotonic() - said)
            case Untranslated():
                self._untranslated.labels(event.code).inc()
            case _:
                pass

    async def metrics(self, request: Request) -> Response:
        """In Prometheus's text format; raises Denied to who has not the key, and to all where there is none."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or digest(key) != self._key:
            raise Denied("The metrics are told to who sends the key of ENISHI_METRICS_KEY.", code="metrics_key")
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    async def ready(self) -> JSONResponse:
        """Whether people can come; raises StoreError when what they said cannot be read."""
        await self._store.read(lambda connection: connection.execute(text("SELECT 1")).scalar())
        return JSONResponse({"status": "ready"})
