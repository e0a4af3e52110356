"""Translates what is being written into each language being read, and back, for its writer."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial

from enishi.doors.house import House
from enishi.errors import TranslationError
from enishi.feature import Caller
from enishi.features.mirror.wire import Mirror, Mirrored, Reflection
from enishi.tasks import Tasks
from enishi.text import checked_text, known_language
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.text.quality_estimation import BACK_TRANSLATION, lost_in_back_translation
from enishi.translate.text_work import TextWork


class Mirrors:
    """Nothing is kept but sentences in the translator's cache, where a message with the same words then finds them."""

    def __init__(self, house: House) -> None:
        self._translator = house.room_translator
        self._attendance = house.attendance
        self._languages = house.languages
        self._longest = house.settings.message_length
        self._tasks = Tasks("A mirror", private=True)
        self._newest: dict[Caller, asyncio.Task[None]] = {}

    async def mirror(self, caller: Caller, command: Mirror) -> None:
        """Send `mirrored` later; the newest of a caller replaces the one before. Raises Invalid."""
        checked_text(command.text, self._longest)
        written = known_language(command.language, self._languages)
        wanted = sorted(self._attendance.languages_wanted(command.room, written))
        self._drop(caller)
        self._newest[caller] = self._tasks.start(self._answer(caller, command, written, wanted))
        caller.at_leave(self, lambda: self._drop(caller))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Stop when the server does."""
        yield
        await self._tasks.close()

    def _drop(self, caller: Caller) -> None:
        if earlier := self._newest.pop(caller, None):
            earlier.cancel()

    async def _answer(self, caller: Caller, command: Mirror, written: str, wanted: Collection[str]) -> None:
        reflect = (self._reflect(caller, command, written, language) for language in wanted)
        made = tuple(await asyncio.gather(*reflect))
        caller.tell(
            Mirrored(nonce=command.nonce, room=command.room, text=command.text, language=written, renderings=made)
        )

    async def _reflect(self, caller: Caller, command: Mirror, written: str, language: str) -> Reflection:
        """The text in one language; where it cannot be translated, the reason."""
        text, flow = command.text, Flow(command.room, caller.member.id)
        translate = partial(self._translator.translate, command.room, author=caller.member.id)
        try:
            there = await translate(text, source=written, target=language, priority=Priority.DRAFT)
        except TranslationError as error:
            return Reflection(language=language, code=error.code, sentence=error.told)
        reflection = Reflection(
            language=language, text=there.text, route=there.route, doubts=there.doubts, terms=there.terms
        )
        try:
            back = await translate(there.text, source=language, target=written, priority=Priority.DRAFT)
        except TranslationError:
            return reflection
        lost = await TextWork(len(text), flow).run(lost_in_back_translation, text, back.text)
        doubts = (*there.doubts, BACK_TRANSLATION) if lost else there.doubts
        return reflection.model_copy(update={"doubts": doubts, "back": back.text})
