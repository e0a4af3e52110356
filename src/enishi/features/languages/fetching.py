"""Looks at models and fetches them, on threads: neither the network nor the disk may hold up the event loop."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Thread
from typing import TypeVar

from enishi.errors import ModelError
from enishi.model import Step
from enishi.settings import Settings
from enishi.speech.models import SPEECH, SpeechModel
from enishi.translate.models.catalogue import Model
from enishi.translate.models.models import PIVOT, Models

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with the bytes that have come and those of all, on the thread."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the lists and the directory have."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    """The languages that can come, with the bytes to fetch."""
    updates: Mapping[str, int] = field(default_factory=dict)
    """Those that are here and of which there are newer models."""
    versions: Mapping[Step, str] = field(default_factory=dict)
    """Which model is here of each direction."""
    speech: int = 0
    """The bytes of the recogniser of speech that can come; 0 where it is here, or nothing would use it."""
    fault: ModelError | None = None
    """Why no list can be read."""


class Fetcher:
    """Several processes may share a directory: of those that want the same model, the first fetches it."""

    def __init__(self, settings: Settings) -> None:
        self._models = Models(settings)
        self._speech = SpeechModel(settings)
        self._stopped = Event()

    def stop(self) -> None:
        """End what is under way at its next piece; what has come stays."""
        self._stopped.set()

    async def look(self, *, ask: bool) -> Found:
        """What there is now; `ask` the lists, each once a day at most."""
        return await on_a_thread(partial(self._look, ask=ask))

    async def fetch(self, language: str, progress: Progress) -> None:
        """Fetches what is missing of a language, and what there is newer; raises ModelError."""
        if language == SPEECH:
            await on_a_thread(partial(self._fetch_speech, progress))
        else:
            await on_a_thread(partial(self._fetch, language, progress))

    def _look(self, *, ask: bool) -> Found:
        versions = {
            Step("firefox", each.manifest.source, each.manifest.target): f"{each.manifest.version} {each.weights}"
            for each in self._models.installed().values()
        }
        speech = self._speech.size if self._speech.can_come else 0
        if not ask:
            return Found(versions=versions, speech=speech)
        try:
            newer = self._models.newer()
            updates = Counter[str]()
            for model in newer:
                updates[_language(model)] += model.size
            return Found(self._models.languages(), updates, versions, speech)
        except ModelError as error:
            return Found(versions=versions, speech=speech, fault=error)

    def _fetch(self, language: str, progress: Progress) -> None:
        newer = [model for model in self._models.newer() if _language(model) == language]
        models = [*self._models.missing(language), *newer]
        came = _adding_up(progress, sum(model.size for model in models))
        for model in models:
            self._models.get(model, came, self._stopped.is_set)

    def _fetch_speech(self, progress: Progress) -> None:
        if self._speech.can_come:
            self._models.make_room(self._speech.size)
            self._speech.get(_adding_up(progress, self._speech.size), self._stopped.is_set)


def _adding_up(progress: Progress, size: int) -> Callable[[int], None]:
    """Takes the bytes of each piece, and tells those that have come in all."""
    have = 0

    def came(more: int) -> None:
        nonlocal have
        have += more
        progress(have, size)

    return came


def _language(model: Model) -> str:
    return model.target if model.source == PIVOT else model.source


async def on_a_thread(work: Callable[[], T]) -> T:
    """What `work` returns or raises. Nobody waits for the thread when the server stops: the network may be slow."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def told(made: T | None, error: Exception | None) -> None:
        if outcome.done():  # cancelled
            return
        if error:
            outcome.set_exception(error)
        else:
            outcome.set_result(made)  # type: ignore[arg-type]

    def run() -> None:
        made, fault = None, None
        try:
            made = work()
        except Exception as error:
            fault = error
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(told, made, fault)

    Thread(target=run, name="models", daemon=True).start()
    return await outcome
