"""Translates translations back when a worker is idle; where too much is lost, the translation gets a doubt."""

import asyncio
import logging
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from enishi.errors import StoreError, TranslationError
from enishi.gathering.facts.commit import Committer
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.room_translator import RoomTranslator
from enishi.gathering.translations.wire import translated_if_kept
from enishi.model import Message, Translation
from enishi.tasks import Tasks
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.text.quality_estimation import BACK_TRANSLATION, is_long_enough, lost_in_back_translation
from enishi.translate.text_work import TextWork
from enishi.translate.translator import Translator

log = logging.getLogger(__name__)

MOST_WAITING = 32
"""Translations that may wait to be checked. More of them are not: there is no time."""


class BackTranslation:
    """One translation after the other, so that a worker stays free; only those that nothing speaks against yet."""

    def __init__(self, committer: Committer, room_translator: RoomTranslator, translator: Translator) -> None:
        self._committer = committer
        self._room_translator = room_translator
        self._translator = translator
        self._turn = asyncio.Lock()
        self._tasks = Tasks("The back translation of a message", private=True)

    def check(self, message: Message, made: Translation) -> None:
        """Bring it back, soon; if too little comes back, the translation is told once more, with that doubt."""
        if len(self._tasks) < MOST_WAITING and self._can_be_checked(message, made):
            self._tasks.start(self._check(message, made))

    async def close(self) -> None:
        """Check nothing more."""
        await self._tasks.close()

    def _can_be_checked(self, message: Message, made: Translation) -> bool:
        """Not what people wrote, and not where another machine would be asked for what nobody waits for."""
        if made.doubts or made.corrected_by:
            return False
        try:
            return self._translator.runs_locally(made.language, message.language)
        except TranslationError:
            return False

    async def _check(self, message: Message, made: Translation) -> None:
        work = TextWork(len(message.text), Flow(made.room, message.author))
        try:
            if not await work.run(is_long_enough, message.text):
                return
            async with self._turn:
                back = await self._room_translator.translate(
                    made.room,
                    made.text,
                    author=message.author,
                    source=made.language,
                    target=message.language,
                    priority=Priority.CHECK,
                )
            if await work.run(lost_in_back_translation, message.text, back.text):
                event_of = partial(translated_if_kept, message)
                await self._committer.commit(partial(_doubt, made=made), event_of, room=made.room)
        except (TranslationError, StoreError) as error:
            log.info("A translation was not checked: %s", error)


def _doubt(connection: Connection, made: Translation) -> Translation | None:
    """The same translation with the doubt, in its place; None when there is another one meanwhile."""
    present = translations.get(connection, made.room, made.message, made.language)
    if present is None or present.seq != made.seq:
        return None
    return translations.put(connection, replace(made, doubts=(BACK_TRANSLATION,)))
