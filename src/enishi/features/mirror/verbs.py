"""Showing a writer how their words arrive: in each language being read, and brought back into their own."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from enishi.errors import TranslationError
from enishi.gathering.messages.posting import checked_text, known_language
from enishi.gathering.people.presence import Attendance
from enishi.gathering.translations.room_translator import Glossaries
from enishi.protocol import ReflectionView, StepView
from enishi.translate.pool.jobs import Priority
from enishi.translate.text.quality_estimation import BACK_TRANSLATION, lost_in_back_translation


class Mirroring:
    """Nothing of it is kept but what the translator remembers, which a message with the same words then finds."""

    def __init__(
        self, glossaries: Glossaries, attendance: Attendance, languages: Collection[str], longest: int
    ) -> None:
        self._glossaries = glossaries
        self._attendance = attendance
        self._languages = languages
        self._longest = longest

    def languages(self, room: UUID, text: str, language: str) -> tuple[str, tuple[str, ...]]:
        """The language of the text, and those into which it would go now; raises Invalid for a bad text or language."""
        checked_text(text, self._longest)
        spoken = known_language(language, self._languages)
        return spoken, tuple(sorted(self._attendance.languages_wanted(room, spoken)))

    async def mirror(self, room: UUID, text: str, spoken: str, wanted: Collection[str]) -> tuple[ReflectionView, ...]:
        """How the text arrives in each of these languages; what cannot be translated says why."""
        return tuple(await asyncio.gather(*(self._reflect(room, text, spoken, language) for language in wanted)))

    async def _reflect(self, room: UUID, text: str, spoken: str, language: str) -> ReflectionView:
        try:
            there = await self._glossaries.translate(room, text, spoken, language, Priority.LIVE)
        except TranslationError as error:
            return ReflectionView(language=language, code=error.code, sentence=error.sentence)
        route = tuple(StepView.model_validate(step) for step in there.route)
        try:
            back = await self._glossaries.translate(room, there.text, language, spoken, Priority.HISTORY)
        except TranslationError:
            return ReflectionView(language=language, text=there.text, route=route, doubts=there.doubts)
        doubts = (*there.doubts, BACK_TRANSLATION) if lost_in_back_translation(text, back.text) else there.doubts
        return ReflectionView(language=language, text=there.text, route=route, doubts=doubts, back=back.text)
