"""The workers of other machines, as a server sees them: a slot of its pool that sends jobs over a line."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress

from pydantic import ValidationError
from typing_extensions import override

from enishi.errors import EngineDied, EngineFailed
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.jobs import Job
from enishi.translate.pool.remote_line import (
    CALL,
    OFFER_INTERVAL,
    OFFERS,
    Offer,
    RemoteLine,
    Request,
    Response,
    ready_steps,
    subject,
)
from enishi.translate.pool.slot import Slot

log = logging.getLogger(__name__)

MAX_REQUESTS = 16
"""Requests that a server has under way; further jobs wait in its own pool, where rooms have fair shares."""

ARRIVAL_TIMEOUT = 3 * OFFER_INTERVAL
"""Seconds that a job waits for a worker when none has its direction."""

FIRST_OFFER_TIMEOUT = 0.5
"""Seconds in which a running worker answers the first call."""


class RemoteWorkers(Slot):
    """Fills as many slots of a pool as there shall be requests under way.

    The offers of all workers are merged; a direction is offered until a request for it finds no worker. A worker's own
    pool retries a text that kills or hangs an engine; here a job is retried once when the worker itself went silent.
    """

    def __init__(self, line: RemoteLine) -> None:
        self._line = line
        self._offered: dict[Step, Direction] = {}
        self._awaited: dict[Step, asyncio.Future[None]] = {}
        self._first_offer = asyncio.Event()
        self._on_change: Callable[[Collection[Direction]], None] = lambda _: None

    async def subscribe(self, on_change: Callable[[Collection[Direction]], None]) -> None:
        """Calls `on_change` with all offered directions whenever they change."""
        self._on_change = on_change
        await self._line.subscribe(OFFERS, self._receive_offer)
        await self._line.publish(CALL, b"")

    async def wait_for_offer(self) -> None:
        """Waits for the first offer, FIRST_OFFER_TIMEOUT at most: there may be no worker."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_OFFER_TIMEOUT):
                await self._first_offer.wait()

    @override
    def rank(self, step: Step) -> int:
        return 0

    @override
    def risk(self, engine: str) -> int:
        return 0

    @override
    async def stop(self) -> None:
        pass

    @override
    async def translate(self, job: Job) -> list[str]:
        """Raises EngineFailed also when no worker has the direction, EngineDied when two went silent."""
        try:
            return await self._request(job)
        except TimeoutError:
            log.warning("A worker fell silent (%s); another one is asked.", subject(job.step))
        try:
            return await self._request(job)
        except TimeoutError:
            raise EngineDied("The worker that had it went away, and so did the one that was asked after it.") from None

    async def _request(self, job: Job) -> list[str]:
        """Waits ARRIVAL_TIMEOUT for a worker if there is none: it may be restarting. Raises TimeoutError."""
        request = Request(sentences=tuple(job.sentences), priority=job.priority).model_dump_json().encode()
        give_up = asyncio.get_running_loop().time() + ARRIVAL_TIMEOUT
        while True:
            try:
                return Response.model_validate_json(await self._line.request(subject(job.step), request)).result()
            except ConnectionError:
                if not await self._is_offered_before(give_up, job.step):
                    self._set_offered({step: each for step, each in self._offered.items() if step != job.step})
                    raise EngineFailed(f"No worker that has {job.step.engine} can be reached.") from None

    async def _is_offered_before(self, give_up: float, step: Step) -> bool:
        """Waits for a new offer of the step until that time of the loop's clock; whether one came."""
        loop = asyncio.get_running_loop()
        offered = self._awaited.setdefault(step, loop.create_future())
        await asyncio.wait((offered,), timeout=give_up - loop.time())
        return offered.done()

    def _receive_offer(self, data: bytes) -> None:
        try:
            offered = ready_steps(Offer.model_validate_json(data).directions)
        except ValidationError:  # of another version
            return
        self._set_offered(self._offered | offered)
        self._first_offer.set()
        for step in self._awaited.keys() & offered.keys():
            self._awaited.pop(step).set_result(None)

    def _set_offered(self, offered: dict[Step, Direction]) -> None:
        if offered != self._offered:
            self._offered = offered
            self._on_change(offered.values())
