"""Bringing one draft into one language while it grows: always its newest words, when a slot is free."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from enishi.errors import TranslationError
from enishi.translate.incremental import IDLE_PAUSE, WORD_PAUSE, IncrementalTranslation
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.translator import Rendering

log = logging.getLogger(__name__)

NOTHING = PartialTranslation()

STILL_WRITING = PartialTranslation(open="…")
"""Shown when a writer took back all but half a word."""


class Following:
    """Words that others took the place of before a slot was free are never translated.

    A slot is one worker: sentences are translated one after the other, and one that was begun ends in its slot. What
    fails is not tried again: the message that becomes of the draft is, and says why.
    """

    def __init__(
        self,
        translate: Callable[[str], Awaitable[Rendering]],
        slots: asyncio.Semaphore,
        tell: Callable[[PartialTranslation], None],
    ) -> None:
        self._translate = translate
        self._unfolding = IncrementalTranslation(self._alone)
        self._slots = slots
        self._tell = tell
        self._turn = asyncio.Lock()
        self._newest = ("", 0.0)
        self._pauses: tuple[asyncio.TimerHandle, ...] = ()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self.told = NOTHING
        """What is shown now."""

    def follow(self, text: str) -> None:
        """These are the newest words."""
        if self._stopped:
            return
        self._still()
        later = asyncio.get_running_loop().call_later
        self._pauses = tuple(later(idle, self._take, text, idle) for idle in (WORD_PAUSE, IDLE_PAUSE))
        self._take(text, 0.0)

    def stop(self) -> None:
        """Tell nothing more, and begin nothing more."""
        self._stopped = True
        self._still()

    def _still(self) -> None:
        for pause in self._pauses:
            pause.cancel()

    def _take(self, text: str, idle: float) -> None:
        self._newest = text, idle
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._catch_up())
            self._task.add_done_callback(_note)

    async def _catch_up(self) -> None:
        seen = None
        while seen != self._newest and not self._stopped:
            async with self._slots:
                seen = self._newest
                try:
                    shown = await self._unfolding.update(*seen)
                except TranslationError:
                    self.stop()
            if not self._stopped:
                self._pass_on(shown)

    def _pass_on(self, shown: PartialTranslation) -> None:
        if shown == NOTHING != self.told:
            shown = STILL_WRITING
        if shown != self.told:
            self.told = shown
            self._tell(shown)

    async def _alone(self, sentence: str) -> Rendering:
        async with self._turn:
            if self._stopped:
                raise TranslationError("Nobody waits for it any more.")
            return await self._translate(sentence)


def _note(task: asyncio.Task[None]) -> None:
    """What somebody was writing is in no log: an unknown error's own words may hold it."""
    if not task.cancelled() and (error := task.exception()):
        log.error("A draft was not translated: %s", type(error).__name__)
