"""A worker for servers on other machines: publishes the directions of this machine, and answers requests for them."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from enishi.errors import EngineFailed, TranslationError
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.remote_line import (
    CALL,
    GROUP,
    OFFER_INTERVAL,
    OFFERS,
    Offer,
    RemoteLine,
    Request,
    Response,
    ready_steps,
    subject,
)

LOOK = 60.0
"""Seconds between two looks at the directions of this machine."""


class RemoteService:
    """Serves while its context is open; on exit it finishes the requests that it accepted.

    `directions` is asked from time to time, in a thread: models come while it runs.
    """

    def __init__(self, line: RemoteLine, pool: Pool, directions: Callable[[], Iterable[Direction]]) -> None:
        self._line = line
        self._pool = pool
        self._directions = directions
        self._offered: Mapping[Step, Direction] = {}
        self._served: set[Step] = set()
        self._called = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._update()
        await self._line.subscribe(CALL, lambda _: self._called.set())
        self._offering = asyncio.create_task(self._publish_offers())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        self._offering.cancel()
        await self._line.drain()

    async def _publish_offers(self) -> None:
        """Every OFFER_INTERVAL, since servers come and go; and at once when a server calls."""
        loop = asyncio.get_running_loop()
        update_at = loop.time() + LOOK
        while True:
            if update_at <= loop.time():
                update_at = loop.time() + LOOK
                await self._update()
            self._called.clear()
            await self._line.publish(OFFERS, Offer(directions=tuple(self._offered.values())).model_dump_json().encode())
            with suppress(TimeoutError):
                async with asyncio.timeout(OFFER_INTERVAL):
                    await self._called.wait()

    async def _update(self) -> None:
        self._offered = ready_steps(await asyncio.to_thread(self._directions))
        for step in self._offered.keys() - self._served:
            self._served.add(step)
            await self._line.serve(subject(step), GROUP, partial(self._respond, step))

    async def _respond(self, step: Step, data: bytes) -> bytes:
        try:
            request = Request.model_validate_json(data)
            outputs = await self._pool.run(step, request.sentences, priority=request.priority)
            response = Response(outputs=tuple(outputs))
        except ValidationError:
            response = Response(code=EngineFailed.code, sentence="The worker does not understand what it was asked.")
        except TranslationError as fault:
            response = Response(code=fault.code, sentence=fault.sentence)
        return response.model_dump_json().encode()
