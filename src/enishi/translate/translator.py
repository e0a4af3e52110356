"""Text from one language to another: route, sentences, workers; each text once, however many ask for it."""

import asyncio
import logging
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from cachetools import LRUCache
from prometheus_client import Histogram

from enishi.errors import EngineFailed, Invalid, NoRoute
from enishi.model import Step
from enishi.translate.document import AskStep, Passage
from enishi.translate.engine import Direction, Engine
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pools import Workers
from enishi.translate.routes import Routes
from enishi.translate.sentence_cache import Answers
from enishi.translate.text.terms import NO_TERMS, Terms, Wording

log = logging.getLogger(__name__)

ROUTES = 2
"""Routes a text is tried on when an engine fails, or what it says is doubtful."""

GLOSSARY = "glossary"
"""What a route names in place of an engine, where a text was nothing but terms."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in another language, and the steps it came by; no steps when there was nothing to translate."""

    text: str
    route: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()
    """Why it may be wrong: codes of translate/text/quality_estimation.py."""


class _Request(NamedTuple):
    text: str
    source: str
    target: str
    terms: tuple[Wording, ...] = ()


class _StepFailed(Exception):
    """An engine reported a failure; deaths and timeouts are the pool's, and are not tried on other engines."""

    def __init__(self, step: Step, fault: EngineFailed) -> None:
        super().__init__(fault.sentence)
        self.step = step
        self.fault = fault


class _Flight:
    """A translation under way, and how many wait for it."""

    def __init__(self, task: asyncio.Task[Rendering], priority: Priority) -> None:
        self.task = task
        self.priority = priority
        self._waiting = 0

    @property
    def ending(self) -> bool:
        """Whether it is too late to join."""
        return self.task.done() or self.task.cancelling() > 0

    async def landed(self) -> Rendering:
        """Its outcome. Whoever stops waiting leaves it to the others; the last one ends it."""
        self._waiting += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.task.cancel()


class Translator:
    """Knows what the engines can do together; remembers the last `cache_size` texts, for a while as many sentences."""

    def __init__(self, engines: Mapping[str, Engine], pool: Workers, cache_size: int) -> None:
        self._own = [direction for engine in engines.values() for direction in engine.directions()]
        self.offer(())
        self._pool = pool
        self._cache: LRUCache[str, dict[_Request, Rendering]] = LRUCache(cache_size)
        self._answers = Answers(pool, cache_size)
        self._flights: dict[_Request, _Flight] = {}
        self.seconds = Histogram(
            "enishi_translation_seconds", "From a text to its translation.", ["way"], registry=None
        )

    def offer(self, more: Collection[Direction]) -> None:
        """What workers elsewhere can do besides, until another offer takes the place of this one."""
        self._routes = Routes([*self._own, *more])
        self._remote = {direction.engine for direction in (*self._own, *more) if direction.remote}

    @property
    def languages(self) -> frozenset[str]:
        """Every language that some engine reads or writes."""
        return self._routes.languages

    def route(self, source: str, target: str) -> tuple[Step, ...]:
        """The way a text would take; empty when there is nothing to do. Raises NoRoute."""
        return self._routes.path(source, target)

    def stays_here(self, source: str, target: str) -> bool:
        """Whether this machine does all that it takes. Raises NoRoute."""
        return all(step.engine not in self._remote for step in self.route(source, target))

    def targets(self, source: str) -> frozenset[str]:
        """The languages that a text of this one can be brought into, its own included."""
        return self._routes.reach(source)

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        priority: Priority = Priority.LIVE,
        terms: Terms = NO_TERMS,
        whose: Hashable = None,
    ) -> Rendering:
        """The text in `target`, its line breaks, bullets and emoji where they were; raises TranslationError, Invalid.

        The same request, with the same of `terms` in it, is worked on once at a time. One that is LIVE does not wait
        for one that is HISTORY; those of one room (`whose`) go in turns with those of others. What is a DRAFT or a
        CHECK is not remembered; its sentences are, for a while.
        """
        request = _Request(text, source, target, terms.within(text))
        if known := self._cache.get(text, {}).get(request):
            return known
        flight = self._flights.get(request)
        if flight is None or flight.ending or flight.priority > priority:
            work = asyncio.create_task(self._render(request, priority, whose))
            flight = self._flights[request] = _Flight(work, priority)
            flight.task.add_done_callback(lambda task: self._land(request, task))
        return await flight.landed()

    async def alternatives(self, text: str, source: str, target: str, priority: Priority) -> list[Rendering]:
        """The text by the routes without a step of the best one, as far as they work; raises NoRoute, Invalid."""
        passage = Passage(_valid(text))
        routes: dict[tuple[Step, ...], None] = {}
        for step in self.route(source, target) if passage.sentences else ():
            with suppress(NoRoute):
                routes[self._routes.path(source, target, without=(step,))] = None
        ask = partial(self._ask, self._answers, priority, None)
        followed = (self._follow(passage, route, ask) for route in routes)
        done = await asyncio.gather(*followed, return_exceptions=True)
        return [rendering for rendering in done if isinstance(rendering, Rendering)]

    def forget(self, texts: Iterable[str]) -> None:
        """Drops what is remembered of these texts; what is under way is delivered, and not remembered."""
        gone = set(texts)
        for text in gone:
            self._cache.pop(text, None)
        self._answers = Answers(self._pool, int(self._cache.maxsize))
        for request in [request for request in self._flights if request.text in gone]:
            del self._flights[request]

    def _land(self, request: _Request, task: asyncio.Task[Rendering]) -> None:
        flight = self._flights.get(request)
        if flight is None or flight.task is not task:  # forgotten, or overtaken
            return
        del self._flights[request]
        if not task.cancelled() and not task.exception() and self._cache.maxsize and flight.priority < Priority.DRAFT:
            self._cache.setdefault(request.text, {})[request] = task.result()

    async def _render(self, request: _Request, priority: Priority, whose: Hashable) -> Rendering:
        """By the cheapest route; by the next one where an engine fails, or its words are doubtful."""
        passage = Passage(_valid(request.text), request.terms)
        if not passage.sentences:
            return _without_engines(request, passage)
        route = self.route(request.source, request.target)
        ask = partial(self._ask, self._answers, priority, whose)
        found: list[Rendering] = []
        fault: EngineFailed | None = None
        without: list[Step] = []
        for _ in range(ROUTES):
            try:
                found.append(await self._follow(passage, route, ask))
                without += route
            except _StepFailed as failed:
                log.warning("%s: another route is tried. %s", failed.step, failed.fault.sentence)
                fault = failed.fault
                without.append(failed.step)
            if found and not found[-1].doubts:
                break
            try:
                route = self._routes.path(request.source, request.target, without=without)
            except NoRoute:
                break
        if not found:
            assert fault
            raise fault
        return min(found, key=lambda rendering: len(rendering.doubts))

    async def _follow(self, passage: Passage, route: tuple[Step, ...], ask: AskStep) -> Rendering:
        """Raises _StepFailed."""
        way = " ".join(f"{step.engine}:{step.source}-{step.target}" for step in route)
        with self.seconds.labels(way).time():
            text, doubts = await passage.follow(route, ask)
        return Rendering(text, route, doubts)

    async def _ask(
        self, answers: Answers, priority: Priority, whose: Hashable, step: Step, sentences: Sequence[str]
    ) -> list[str]:
        try:
            return await answers.ask(step, sentences, priority, whose)
        except EngineFailed as fault:
            raise _StepFailed(step, fault) from fault


def _without_engines(request: _Request, passage: Passage) -> Rendering:
    made = passage.settled
    return Rendering(made, () if made == request.text else (Step(GLOSSARY, request.source, request.target),))


def _valid(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid("The text has characters that Unicode does not have (lone surrogates).") from None
    return text
