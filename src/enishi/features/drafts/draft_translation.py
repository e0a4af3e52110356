"""Translates one draft into one language while it grows: always its newest words, when a slot is free."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from enishi.errors import TranslationError
from enishi.translate.incremental import IDLE_PAUSE, WORD_PAUSE, IncrementalTranslation
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.renderings import Rendering

log = logging.getLogger(__name__)

NOTHING = PartialTranslation()

GUESS_PAUSE = 0.7
"""Seconds between two guesses, where nothing else changes; the pause of a writer brings the last one."""

STILL_WRITING = PartialTranslation(open="…", guess="…")
"""PartialTranslation when a writer took back all but half a word."""


class DraftTranslation:
    """Words that others took the place of before a slot was free are never translated.

    A slot is one worker: sentences are translated one after the other, and one that was begun ends in its slot. What
    fails is not tried again: the message that becomes of the draft is, and says why.
    """

    def __init__(
        self,
        translate: Callable[[str], Awaitable[Rendering]],
        slots: asyncio.Semaphore,
        show: Callable[[PartialTranslation], None],
    ) -> None:
        self._translate = translate
        self._incremental = IncrementalTranslation(self._translate_sentence)
        self._slots = slots
        self._show = show
        self._turn = asyncio.Lock()
        self._newest = ("", 0.0)
        self._pauses: tuple[asyncio.TimerHandle, ...] = ()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self._shown_at = 0.0
        self.shown = NOTHING
        """What is shown now."""

    def update(self, text: str) -> None:
        """These are the newest words."""
        if self._stopped:
            return
        self._cancel_pauses()
        later = asyncio.get_running_loop().call_later
        self._pauses = tuple(later(idle, self._translate_newest, text, idle) for idle in (WORD_PAUSE, IDLE_PAUSE))
        self._translate_newest(text, 0.0)

    def stop(self) -> None:
        """Show nothing more, and begin nothing more."""
        self._stopped = True
        self._cancel_pauses()

    def _cancel_pauses(self) -> None:
        for pause in self._pauses:
            pause.cancel()

    def _translate_newest(self, text: str, idle: float) -> None:
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
                    shown = await self._incremental.update(*seen)
                except TranslationError:
                    self.stop()
            if not self._stopped:
                self._show_if_new(shown)

    def _show_if_new(self, shown: PartialTranslation) -> None:
        if shown == NOTHING != self.shown:
            shown = STILL_WRITING
        now = asyncio.get_running_loop().time()
        words, known = (shown.settled, shown.open), (self.shown.settled, self.shown.open)
        if words != known or (shown != self.shown and now - self._shown_at >= GUESS_PAUSE):
            self.shown, self._shown_at = shown, now
            self._show(shown)

    async def _translate_sentence(self, sentence: str) -> Rendering:
        async with self._turn:
            if self._stopped:
                raise TranslationError("Nobody waits for it any more.")
            return await self._translate(sentence)


def _note(task: asyncio.Task[None]) -> None:
    """What somebody was writing is in no log: an unknown error's own words may hold it."""
    if not task.cancelled() and (error := task.exception()):
        log.error("A draft was not translated: %s", type(error).__name__)
