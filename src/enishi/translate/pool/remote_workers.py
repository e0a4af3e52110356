"""The workers of other machines, as a server sees them: what they offer, and what they answer."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress

from pydantic import ValidationError

from enishi.errors import EngineDied, EngineFailed
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.jobs import Job
from enishi.translate.pool.remote_line import BEAT, CALL, OFFERS, Answer, Line, Offer, Question, steps, subject
from enishi.translate.pool.slot import Seat

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Requests that a server has under way: what exceeds them waits here, where rooms take turns."""

PATIENCE = 3 * BEAT
"""Seconds in which a worker has to come where there is none."""

AT_HAND = 0.5
"""Seconds in which a worker that is there tells so when it is asked."""


class Elsewhere(Seat):
    """As many seats of a pool as there shall be requests under way.

    Workers come and go: what one has offered is on offer until nobody answers for it. A worker's own pool gives a text
    that kills or hangs an engine its second chance; here it has one when the worker itself fell silent.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._offered: dict[Step, Direction] = {}
        self._awaited: dict[Step, asyncio.Future[None]] = {}
        self._somebody = asyncio.Event()
        self._tell: Callable[[Collection[Direction]], None] = lambda _: None

    async def hear(self, tell: Callable[[Collection[Direction]], None]) -> None:
        """From now on `tell` is called with all that is on offer, whenever that changes."""
        self._tell = tell
        await self._line.hear(OFFERS, self._hear)
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
        """Nothing of it is here."""

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
        give_up = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                return Answer.model_validate_json(await self._line.ask(subject(job.step), question)).read()
            except ConnectionError:
                if not await self._comes(job.step, give_up):
                    self._offer({step: each for step, each in self._offered.items() if step != job.step})
                    raise EngineFailed(f"No worker that has {job.step.engine} can be reached.") from None

    async def _comes(self, step: Step, give_up: float) -> bool:
        """Whether somebody offers it before that time."""
        loop = asyncio.get_running_loop()
        offered = self._awaited.setdefault(step, loop.create_future())
        await asyncio.wait((offered,), timeout=give_up - loop.time())
        return offered.done()

    def _hear(self, words: bytes) -> None:
        try:
            offered = steps(Offer.model_validate_json(words).directions)
        except ValidationError:  # of another version
            return
        self._offer(self._offered | offered)
        self._somebody.set()
        for step in self._awaited.keys() & offered.keys():
            self._awaited.pop(step).set_result(None)

    def _offer(self, offered: dict[Step, Direction]) -> None:
        if offered != self._offered:
            self._offered = offered
            self._tell(offered.values())
