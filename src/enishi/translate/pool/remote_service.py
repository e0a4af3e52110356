"""A worker for the servers of other machines: offers what this machine can do, and does it."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from enishi.errors import EngineFailed, TranslationError
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.remote_line import BEAT, CALL, GROUP, OFFERS, Answer, Line, Offer, Question, steps, subject


class Serving:
    """While its context is open; then it finishes what it has begun."""

    def __init__(self, line: Line, pool: Pool, directions: Iterable[Direction]) -> None:
        self._line = line
        self._pool = pool
        self._offered = steps(directions)
        self._called = asyncio.Event()

    async def __aenter__(self) -> Self:
        for step in self._offered:
            await self._line.answer(subject(step), GROUP, partial(self._answer, step))
        await self._line.hear(CALL, lambda _: self._called.set())
        self._beating = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        self._beating.cancel()
        await self._line.finish()

    async def _beat(self) -> None:
        """Again and again, since those who hear it come and go; and at once where somebody asks."""
        offer = Offer(directions=tuple(self._offered.values())).model_dump_json().encode()
        while True:
            self._called.clear()
            await self._line.tell(OFFERS, offer)
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT):
                    await self._called.wait()

    async def _answer(self, step: Step, words: bytes) -> bytes:
        try:
            question = Question.model_validate_json(words)
            outputs = await self._pool.run(step, question.sentences, question.priority)
            answer = Answer(outputs=tuple(outputs))
        except ValidationError:
            answer = Answer(code=EngineFailed.code, sentence="The worker does not understand what it was asked.")
        except TranslationError as fault:
            answer = Answer(code=fault.code, sentence=fault.sentence)
        return answer.model_dump_json().encode()
