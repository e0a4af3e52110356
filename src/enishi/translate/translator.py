"""Text from one language to another: route, sentences, workers; each text once, however many callers want it."""

import asyncio
import logging
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress

from prometheus_client import Histogram

from enishi.errors import EngineFailed, Invalid, LanguageUnrecognised, NoRoute
from enishi.model import Step
from enishi.translate.document import Document, TranslateStep
from enishi.translate.engine import Direction, Engine, characters_of
from enishi.translate.pool.fair_queue import NO_FLOW, Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.workers import Workers
from enishi.translate.registry import directions_of
from enishi.translate.renderings import Rendering, RenderingCache, Request
from enishi.translate.routes import Routes
from enishi.translate.sentence_cache import SentenceCache
from enishi.translate.shared_task import SharedTask
from enishi.translate.text.terms import NO_TERMS, Terms
from enishi.translate.text.unsayable import Characters
from enishi.translate.text_work import TextWork

log = logging.getLogger(__name__)

MAX_ROUTES = 2
"""Routes that are tried for a text when an engine fails or its translation has quality issues."""

MEGABYTE = 1_000_000

GLOSSARY = "glossary"
"""The engine that a route names for a text that was nothing but terms."""


class _StepFailed(Exception):
    """An engine reported a failure. Deaths and timeouts are retried by the pool, and not on other engines."""

    def __init__(self, step: Step, fault: EngineFailed) -> None:
        super().__init__(fault.sentence)
        self.step = step
        self.fault = fault


class Translator:
    """Combines all engines; caches so many megabytes of texts, and for a short while as many of sentences.

    What is cached for a group (room) answers that group alone: else the time of an answer would tell what others said.
    """

    def __init__(self, engines: Mapping[str, Engine], pool: Workers, cache: float) -> None:
        self._engines = engines
        self._local = directions_of(engines)
        self._remote: Collection[Direction] = ()
        self._watchers: list[Callable[[], None]] = []
        self._update_routes()
        self._pool = pool
        pool.set_local_directions(self._local)
        self._cache_size = int(cache * MEGABYTE)
        self._cache = RenderingCache(self._cache_size)
        self._forget_sentences()
        self._running: dict[Request, SharedTask[Rendering]] = {}
        self._vocabularies: dict[Step, Characters | None] = {}
        self.seconds = Histogram(
            "enishi_translation_seconds", "From a text to its translation.", ["way"], registry=None
        )

    def set_remote_directions(self, directions: Collection[Direction]) -> None:
        """Replaces the directions of remote workers, which are used besides those of this machine."""
        self._remote = tuple(directions)
        self._update_routes()

    def watch(self, changed: Callable[[], None]) -> None:
        """Calls this whenever there are other routes than before."""
        self._watchers.append(changed)

    async def refresh(self) -> None:
        """Reads again which directions the engines of this machine have: models come and go while it runs."""
        try:
            local = await asyncio.to_thread(directions_of, self._engines)
        except Exception:  # an engine may raise anything
            log.exception("The directions of an engine could not be read; those from before are used on.")
            return
        if local != self._local:
            self._local = local
            self._pool.set_local_directions(local)
            self._update_routes()

    def reload(self, steps: Collection[Step]) -> None:
        """Has these directions opened anew, with the models that are on disk now; what was made before is forgotten."""
        if steps:
            self._pool.reload(steps)
            self._vocabularies = {}
            self.forget_all()

    def _update_routes(self) -> None:
        self._routes = Routes([*self._local, *self._remote])
        self._vocabularies = {}
        self._remote_engines = {each.engine for each in (*self._local, *self._remote) if each.remote}
        for changed in self._watchers:
            changed()

    @property
    def languages(self) -> frozenset[str]:
        """Every source or target of a direction."""
        return self._routes.languages

    def route(self, source: str, target: str) -> tuple[Step, ...]:
        """The cheapest route; empty when there is nothing to translate. Raises NoRoute."""
        return self._routes.path(source, target)

    def leads(self, source: str, target: str) -> bool:
        """Whether there is a route, or nothing to translate."""
        try:
            self.route(source, target)
        except NoRoute:
            return False
        return True

    def runs_locally(self, source: str, target: str) -> bool:
        """Whether no engine of the route sends the text to another machine. Raises NoRoute."""
        return all(step.engine not in self._remote_engines for step in self.route(source, target))

    def targets(self, source: str) -> frozenset[str]:
        """The languages that a text of this one can be translated into, its own included."""
        return self._routes.reachable(source)

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        *,
        priority: Priority = Priority.LIVE,
        terms: Terms = NO_TERMS,
        flow: Flow = NO_FLOW,
    ) -> Rendering:
        """The text in `target`, with its line breaks, bullets and emoji in place; raises TranslationError, Invalid.

        Equal requests (with the same `terms` in the text) share one task, but a LIVE one does not wait for a HISTORY
        one. Each room, and each author in it, gets a fair share of the workers (`flow`). A DRAFT or CHECK is not
        cached, but its sentences are.
        """
        work, sentences = TextWork(len(text), flow), self._sentences
        translate_step = self._step_translator(priority, flow)
        request = Request(flow.group, text, source, target, await work.run(terms.within, text))
        if cached := self._cache.get(request):
            return cached
        if sentences is not self._sentences:  # it may have been forgotten meanwhile: delivered, but not cached
            return await self._translate(request, work, translate_step)
        running = self._running.get(request)
        if running is None or running.ending or running.priority > priority:
            task = asyncio.create_task(self._translate(request, work, translate_step))
            running = self._running[request] = SharedTask(task, priority)
            task.add_done_callback(lambda task: self._finish(request, task))
        return await running.result()

    async def alternatives(
        self, text: str, source: str, target: str, *, priority: Priority, flow: Flow = NO_FLOW
    ) -> list[Rendering]:
        """The text by routes that each avoid a step of the cheapest one; failures are left out.

        Raises NoRoute, Invalid.
        """
        work = TextWork(len(text), flow)
        document = await work.run(Document, _valid(text))
        routes: dict[tuple[Step, ...], None] = {}
        for step in self.route(source, target) if document.sentences else ():
            with suppress(NoRoute):
                routes[self._routes.path(source, target, without=(step,))] = None
        translate_step = self._step_translator(priority, flow)
        followed = (self._follow(document, route, translate_step, work) for route in routes)
        outcomes = await asyncio.gather(*followed, return_exceptions=True)
        return [rendering for rendering in outcomes if isinstance(rendering, Rendering)]

    def forget(self, group: Hashable, text: str) -> None:
        """Drops a text of this group from the caches; translations under way are delivered, but not cached."""
        self._cache.forget(group, text)
        self._forget_sentences()
        for request in [request for request in self._running if (request.group, request.text) == (group, text)]:
            del self._running[request]

    def forget_all(self) -> None:
        """Drops every text from the caches; translations under way are delivered, but not cached."""
        self._cache.clear()
        self._forget_sentences()
        self._running.clear()

    def _forget_sentences(self) -> None:
        self._sentences = SentenceCache(self._pool, self._cache_size)

    def _finish(self, request: Request, task: asyncio.Task[Rendering]) -> None:
        running = self._running.get(request)
        if running is None or running.task is not task:  # forgotten, or replaced by one of a higher priority
            return
        del self._running[request]
        if not task.cancelled() and not task.exception() and running.priority < Priority.DRAFT:
            self._cache.put(request, task.result())

    async def _translate(self, request: Request, work: TextWork, translate_step: TranslateStep) -> Rendering:
        """By the cheapest route; by the next one where an engine fails or its translation has quality issues."""
        document = await work.run(Document, _valid(request.text), request.terms)
        if not document.sentences:
            return await work.run(_terms_only, request, document)
        route = self.route(request.source, request.target)
        if route and not await work.run(document.may_be, request.source):
            raise LanguageUnrecognised("The language of this message was not recognised: say which it is.")
        found: list[Rendering] = []
        fault: EngineFailed | None = None
        without: list[Step] = []
        for _ in range(MAX_ROUTES):
            try:
                found.append(await self._follow(document, route, translate_step, work))
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

    async def _follow(
        self, document: Document, route: tuple[Step, ...], translate_step: TranslateStep, work: TextWork
    ) -> Rendering:
        """Raises _StepFailed."""
        name = " ".join(f"{step.engine}:{step.source}-{step.target}" for step in route)
        characters = await self._characters(route)
        with self.seconds.labels(name).time():
            text, doubts, terms = await document.translate(route, translate_step, characters.get, work)
        return Rendering(text, route, doubts, terms)

    async def _characters(self, route: Sequence[Step]) -> Mapping[Step, Characters | None]:
        """Those of each step's vocabulary, which is read from the disk once."""
        known = self._vocabularies  # the present ones: other models bring others
        if unread := [step for step in route if step not in known]:
            known |= await asyncio.to_thread(self._read_characters, unread)
        return known

    def _read_characters(self, steps: Iterable[Step]) -> dict[Step, Characters | None]:
        return {step: characters_of(self._engines.get(step.engine), step.source, step.target) for step in steps}

    def _step_translator(self, priority: Priority, flow: Flow) -> TranslateStep:
        cache = self._sentences  # the present one: `forget` replaces it

        async def translate_step(step: Step, sentences: Sequence[str]) -> list[str]:
            try:
                return await cache.translate(step, sentences, priority=priority, flow=flow)
            except EngineFailed as fault:
                raise _StepFailed(step, fault) from fault

        return translate_step


def _terms_only(request: Request, document: Document) -> Rendering:
    made = document.with_terms_only
    route = () if made.text == request.text else (Step(GLOSSARY, request.source, request.target),)
    return Rendering(made.text, route, terms=made.terms)


def _valid(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid("The text has characters that Unicode does not have (lone surrogates).") from None
    return text
