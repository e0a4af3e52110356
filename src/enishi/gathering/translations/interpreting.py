"""Bringing each message into the languages being read: all at once, after the original, never delaying it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from cachetools import LRUCache
from sqlalchemy import Connection

from enishi.bus.bus import Bus
from enishi.errors import StoreError, TranslationError
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.telling import translated_if_kept
from enishi.gathering.people.presence import Attendance
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.back_translation import Checking
from enishi.gathering.translations.leases import Claiming, alone
from enishi.gathering.translations.renderings import rendered
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Member, Message, Page, Step, Translation
from enishi.protocol import AnyNews, Edited, MessageView, PageView, Posted, Removed, Untranslated
from enishi.store.store import Store
from enishi.translate.pool.jobs import Priority
from enishi.translate.translator import Rendering

log = logging.getLogger(__name__)

Form = tuple[UUID, int, str]
"""A message, the number of its form, and a language."""

MEMORY = "memory"
"""What a route names in place of an engine."""

FAILURES = 10_000
"""Of how many messages failures are remembered: a text that hangs an engine does so once, not with every reader."""


class Interpreting:
    """Hears what is said and translates it for those who are here; older messages when somebody comes to read them.

    `claiming` makes sure that nobody else is translating the same.
    """

    def __init__(
        self,
        ledger: Ledger,
        store: Store,
        bus: Bus,
        glossaries: Glossaries,
        attendance: Attendance,
        checking: Checking,
        claiming: Claiming = alone,
    ) -> None:
        self._ledger = ledger
        self._store = store
        self._bus = bus
        self._glossaries = glossaries
        self._attendance = attendance
        self._checking = checking
        self._claiming = claiming
        self._running: dict[Form, asyncio.Task[None]] = {}
        self._failed: LRUCache[UUID, dict[str, Untranslated]] = LRUCache(FAILURES)

    def hear(self, event: AnyNews) -> None:
        """Translate what was just said or changed; what it was before is not worth the work any more."""
        if isinstance(event, Edited | Removed):
            self.drop(event.message)
        if isinstance(event, Posted | Edited):
            for language in self._attendance.languages_wanted(event.room, event.message.language):
                self.begin(event.message, language, Priority.LIVE)

    def catch_up(self, reader: Member, page: Page | PageView, *, again: bool = False) -> None:
        """Translate what this reader cannot read on the page, newest first; `again` tries even what failed before."""
        done = {(made.message, made.of) for made in page.translations if made.language == reader.language}
        messages: Sequence[Message | MessageView] = page.messages
        for message in reversed(messages):
            if message.removed_at or reader.reads(message.language) or (message.id, message.changed) in done:
                continue
            failure = self._failure(message, reader.language)
            if failure and not again:
                self._bus.tell(failure)
            else:
                self._failed.get(message.id, {}).pop(reader.language, None)
                self.begin(message, reader.language, Priority.HISTORY)

    async def close(self) -> None:
        """Stop what is under way; it is taken up again when somebody reads it."""
        running = tuple(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def drop(self, message: MessageView) -> None:
        """Stop what is under way for earlier forms of it."""
        for (one, of, _), task in tuple(self._running.items()):
            if one == message.id and of < message.changed:
                task.cancel()

    def begin(self, message: Message | MessageView, language: str, priority: Priority) -> None:
        """Translate it, unless that is under way."""
        form = message.id, message.changed, language
        if form not in self._running:
            task = asyncio.create_task(self._interpret(message, language, priority))
            self._running[form] = task
            task.add_done_callback(partial(self._ended, form))

    def _ended(self, form: Form, task: asyncio.Task[None]) -> None:
        del self._running[form]
        if not task.cancelled() and (error := task.exception()):
            log.error("Message %s was not brought into %s", form[0], form[2], exc_info=error)

    async def _interpret(self, message: Message | MessageView, language: str, priority: Priority) -> None:
        try:
            async with self._claiming(message, language) as ours:
                if ours and not self._failure(message, language):
                    await self._make(message, language, priority)
        except (TranslationError, StoreError) as error:
            self._fail(message, language, error)

    async def _make(self, message: Message | MessageView, language: str, priority: Priority) -> None:
        made = await self._recall(message, language) or await self._translate(message, language, priority)
        keep = partial(translations.keep, translation=made)
        kept = await self._ledger.record(keep, partial(translated_if_kept, message.author))
        if kept and priority is Priority.LIVE:
            self._checking.check(message, kept)

    async def _translate(self, message: Message | MessageView, language: str, priority: Priority) -> Translation:
        return rendered(
            message,
            language,
            await self._glossaries.translate(message.room, message.text, message.language, language, priority),
        )

    async def _recall(self, message: Message | MessageView, language: str) -> Translation | None:
        """What is remembered of these words: it costs no engine anything, and stays the same."""
        known = await self._store.read(partial(_known, message=message, language=language))
        if known is None:
            return None
        text, made_by = known
        way = (Step(MEMORY, message.language, language),)
        return replace(rendered(message, language, Rendering(text, way)), corrected_by=made_by)

    def _fail(self, message: Message | MessageView, language: str, error: TranslationError | StoreError) -> None:
        failure = Untranslated(
            room=message.room,
            author=message.author,
            message=message.id,
            of=message.changed,
            language=language,
            code=error.code,
            sentence=error.sentence,
        )
        if isinstance(error, TranslationError):  # the disk is asked anew whenever somebody comes to read
            self.remember(failure)
        self._bus.publish(failure)

    def remember(self, failure: Untranslated) -> None:
        """Do not try this again by oneself."""
        self._failed.setdefault(failure.message, {})[failure.language] = failure

    def _failure(self, message: Message | MessageView, language: str) -> Untranslated | None:
        failure = self._failed.get(message.id, {}).get(language)
        return failure if failure and failure.of == message.changed else None


def _known(connection: Connection, message: Message | MessageView, language: str) -> tuple[str, UUID | None] | None:
    """How the room's memory has these words, and by whom; else how somebody suggested them."""
    place = {"source": message.language, "target": language, "text": message.text}
    if remembered := memory.look_up(connection, message.room, **place):
        return remembered.translation, remembered.made_by
    suggested = suggestions.look_up(connection, **place)
    return None if suggested is None else (suggested, None)
