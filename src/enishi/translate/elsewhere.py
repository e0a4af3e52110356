"""The workers of other machines, as a server sees them: what they offer, and what they answer."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from uuid import UUID

from pydantic import ValidationError

from enishi.errors import EngineDied, EngineFailed
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.jobs import Job
from enishi.translate.line import BEAT, CALL, OFFERS, Answer, Line, Offer, Question, steps, subject
from enishi.translate.seat import Seat

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Requests that a server has under way: what exceeds them waits here, where rooms take turns."""

GONE = 3 * BEAT
"""Seconds without an offer after which a worker is gone."""

AT_HAND = 0.5
"""Seconds in which a worker that is there tells so when it is asked."""


class Elsewhere(Seat):
    """As many seats of a pool as there shall be requests under way; workers come and go.

    A worker's own pool gives a text that kills or hangs an engine its second chance. Here it has one when the worker
    itself fell silent.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._offers: dict[UUID, dict[Step, Direction]] = {}
        self._farewells: dict[UUID, asyncio.TimerHandle] = {}
        self._awaited: dict[Step, asyncio.Future[None]] = {}
        self._tell: Callable[[Collection[Direction]], None] = lambda _: None
        self._told: dict[Step, Direction] = {}
        self._somebody = asyncio.Event()

    async def hear(self, tell: Callable[[Collection[Direction]], None]) -> None:
        """From now on `tell` is called with all that is on offer, whenever that changes."""
        self._tell = tell
        await self._line.hear(OFFERS, self._take)
        await self._line.tell(CALL, b"")

    async def somebody(self) -> None:
        """Wait until a worker told what it can do; not for long, since there may be none yet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_HAND):
                await self._somebody.wait()

    def rank(self, step: Step) -> int:
        """Which worker takes it is decided there."""
        return 0

    def risk(self, engine: str) -> int:
        """None for this machine."""
        return 0

    async def empty(self) -> None:
        """Hears of nobody any more."""
        for farewell in self._farewells.values():
            farewell.cancel()

    async def translate(self, job: Job) -> list[str]:
        """As the seam says: EngineFailed also when nobody is there who could, EngineDied when two fell silent."""
        try:
            return await self._ask(job)
        except TimeoutError:
            log.warning("A worker fell silent (%s); another one is asked.", subject(job.step))
        try:
            return await self._ask(job)
        except TimeoutError:
            raise EngineDied("The worker that had it went away, and so did the one that was asked after it.") from None

    async def _ask(self, job: Job) -> list[str]:
        """Where nobody is there, it waits for somebody to come: they may be starting anew. Raises TimeoutError."""
        question = Question(sentences=tuple(job.sentences), priority=job.priority).model_dump_json().encode()
        try:
            answer = await self._line.ask(subject(job.step), question)
        except ConnectionError:
            await self._comes(job.step)
            try:
                answer = await self._line.ask(subject(job.step), question)
            except ConnectionError:
                self._withdraw(job.step)
                raise EngineFailed(f"No worker that has {job.step.engine} can be reached.") from None
        return Answer.model_validate_json(answer).read()

    async def _comes(self, step: Step) -> None:
        """Somebody offers it, or too much time has passed."""
        offered = self._awaited.setdefault(step, asyncio.get_running_loop().create_future())
        await asyncio.wait((offered,), timeout=GONE)

    def _take(self, words: bytes) -> None:
        try:
            offer = Offer.model_validate_json(words)
        except ValidationError:  # of another version
            return
        if farewell := self._farewells.pop(offer.worker, None):
            farewell.cancel()
        if offer.directions:
            later = asyncio.get_running_loop().call_later
            self._farewells[offer.worker] = later(GONE, self._put, offer.worker, {})
        self._put(offer.worker, steps(offer.directions))
        self._somebody.set()
        for step in self._offers.get(offer.worker, ()):
            if offered := self._awaited.pop(step, None):
                offered.set_result(None)

    def _put(self, worker: UUID, offered: dict[Step, Direction]) -> None:
        if offered:
            self._offers[worker] = offered
        else:
            self._offers.pop(worker, None)
        self._changed()

    def _withdraw(self, step: Step) -> None:
        """Nobody answered: whoever offered it did not say that they went."""
        for offered in self._offers.values():
            offered.pop(step, None)
        self._changed()

    def _changed(self) -> None:
        offered = {step: each for offered in self._offers.values() for step, each in offered.items()}
        if offered != self._told:
            self._told = offered
            self._tell(offered.values())
