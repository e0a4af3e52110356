"""Bringing back what was just translated, when no engine has anything better to do: what got lost is doubted."""

import asyncio
import logging
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from enishi.errors import StoreError, TranslationError
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.telling import translated_if_kept
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Message, Translation
from enishi.protocol import MessageView
from enishi.translate.pool.jobs import Priority
from enishi.translate.text.quality_estimation import BACK_TRANSLATION, is_long_enough, lost_in_back_translation
from enishi.translate.translator import Translator

log = logging.getLogger(__name__)

MOST_WAITING = 32
"""Translations that may wait to be checked. More of them are not: there is no time."""


class Checking:
    """One translation after the other, so that a worker stays free; only those that nothing speaks against yet."""

    def __init__(self, ledger: Ledger, glossaries: Glossaries, translator: Translator) -> None:
        self._ledger = ledger
        self._glossaries = glossaries
        self._translator = translator
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()

    def check(self, message: Message | MessageView, made: Translation) -> None:
        """Bring it back, soon; if too little comes back, the translation is told once more, with that doubt."""
        if len(self._running) < MOST_WAITING and self._can_be_checked(message, made):
            task = asyncio.create_task(self._check(message, made))
            self._running.add(task)
            task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Check nothing more."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _can_be_checked(self, message: Message | MessageView, made: Translation) -> bool:
        """Not what people wrote, and not where another machine would be asked for what nobody waits for."""
        if made.doubts or made.corrected_by or not is_long_enough(message.text):
            return False
        try:
            return self._translator.runs_locally(made.language, message.language)
        except TranslationError:
            return False

    async def _check(self, message: Message | MessageView, made: Translation) -> None:
        try:
            async with self._turn:
                back = await self._glossaries.translate(
                    made.room, made.text, made.language, message.language, Priority.CHECK
                )
            if lost_in_back_translation(message.text, back.text):
                await self._ledger.record(partial(_doubt, made=made), partial(translated_if_kept, message.author))
        except (TranslationError, StoreError) as error:
            log.info("A translation was not checked: %s", error)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("A translation was not checked: %s", type(error).__name__)


def _doubt(connection: Connection, made: Translation) -> Translation | None:
    """The same translation with the doubt, in its place; None when there is another one meanwhile."""
    present = translations.get(connection, made.message, made.language)
    if present is None or present.seq != made.seq:
        return None
    return translations.put(connection, replace(made, doubts=(BACK_TRANSLATION,)))
