"""Translates each message into the languages being read: side by side, after the original was sent."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from uuid import UUID

from cachetools import LRUCache
from sqlalchemy import Connection

from enishi.bus.bus import Bus
from enishi.errors import NoRoute, StoreError, TranslationError
from enishi.gathering.facts.commit import Committer
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.wire import Edited, Posted, Removed
from enishi.gathering.people.presence import Attendance
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.back_translation import BackTranslation
from enishi.gathering.translations.leases import Leasing, unleased
from enishi.gathering.translations.memory_table import Remembered
from enishi.gathering.translations.room_translator import RoomTranslator
from enishi.gathering.translations.suggestions_table import Suggestion
from enishi.gathering.translations.wire import RouteMissing, Translated, Untranslated, translated_if_kept
from enishi.model import Member, Message, Step, Translation
from enishi.protocol import Event, Fact
from enishi.store.store import Store
from enishi.tasks import Tasks
from enishi.translate.pool.jobs import Priority
from enishi.translate.renderings import Rendering


class _Waiting(NamedTuple):
    """Where a message is that waits for a route, and in which language."""

    room: UUID
    source: str


class Form(NamedTuple):
    """One form of a message, by its number, in one language."""

    message: UUID
    of: int
    language: str


MEMORY = "memory"
"""What a route names in place of an engine."""

FAILURES = 10_000
"""Of how many messages failures are remembered: a text that hangs an engine does so once, not with every reader."""


def rendered(message: Message, language: str, rendering: Rendering) -> Translation:
    """A rendering as the translation of this form of a message; it has no number yet."""
    return Translation(
        room=message.room,
        message=message.id,
        of=message.changed,
        language=language,
        text=rendering.text,
        route=rendering.route,
        doubts=rendering.doubts,
        terms=rendering.terms,
    )


class Interpreting:
    """Translates what is said for those who are here; older messages when somebody comes to read them.

    `lease` makes sure that no other process is translating the same.
    """

    def __init__(
        self,
        committer: Committer,
        store: Store,
        bus: Bus,
        *,
        translator: RoomTranslator,
        attendance: Attendance,
        back_translation: BackTranslation,
        lease: Leasing = unleased,
    ) -> None:
        self._committer = committer
        self._store = store
        self._bus = bus
        self._translator = translator
        self._attendance = attendance
        self._back_translation = back_translation
        self._lease = lease
        self._tasks = Tasks("The translation of a message")
        self._running: dict[Form, asyncio.Task[None]] = {}
        self._failed: LRUCache[UUID, dict[str, Untranslated]] = LRUCache(FAILURES)
        self._waiting: LRUCache[Form, _Waiting] = LRUCache(FAILURES)

    def on_event(self, event: Event) -> None:
        """Translate what was just said or changed; what it was before is not worth the work any more."""
        if isinstance(event, Edited | Removed):
            self.drop(event.message)
        if isinstance(event, Posted | Edited):
            for language in self._attendance.languages_wanted(event.room, event.message.language):
                self.begin(event.message, language, Priority.LIVE)

    def catch_up(self, reader: Member, facts: Collection[Fact], *, again: bool = False) -> None:
        """Translate what this reader cannot read of it, newest first; `again` tries even what failed before."""
        made = [fact.translation for fact in facts if isinstance(fact, Translated)]
        done = {(each.message, each.of) for each in made if each.language == reader.language}
        messages = [fact.message for fact in facts if isinstance(fact, Posted | Edited)]
        for message in sorted(messages, key=lambda message: message.seq, reverse=True):
            if message.removed_at or reader.reads(message.language) or (message.id, message.changed) in done:
                continue
            failure = self._failure(message, reader.language)
            if failure and not again:
                self._bus.publish_local(failure)
            else:
                self._failed.get(message.id, {}).pop(reader.language, None)
                self.begin(message, reader.language, Priority.HISTORY)

    def retry(self) -> None:
        """There are other routes than before: translate what waited for one."""
        leads, waiting = self._translator.leads, tuple(self._waiting.items())
        ready = {form: each.room for form, each in waiting if leads(each.source, form.language)}
        if ready:
            self._tasks.start(self._retry(ready))

    async def close(self) -> None:
        """Stop what is under way; it is taken up again when somebody reads it."""
        await self._tasks.close()

    def drop(self, message: Message) -> None:
        """Stop what is under way for earlier forms of it."""
        for form, task in tuple(self._running.items()):
            if form.message == message.id and form.of < message.changed:
                task.cancel()

    def begin(self, message: Message, language: str, priority: Priority) -> None:
        """Translate it, unless that is under way."""
        form = Form(message.id, message.changed, language)
        if form not in self._running:
            task = self._tasks.start(self._interpret(message, language, priority))
            self._running[form] = task
            task.add_done_callback(lambda _: self._running.pop(form))

    async def _interpret(self, message: Message, language: str, priority: Priority) -> None:
        try:
            async with self._lease(message, language) as ours:
                if ours and not self._failure(message, language):
                    await self._make(message, language, priority)
        except NoRoute:
            self._waiting[Form(message.id, message.changed, language)] = _Waiting(message.room, message.language)
            self._bus.publish_local(RouteMissing(room=message.room, source=message.language, target=language))
        except (TranslationError, StoreError) as error:
            self._fail(message, language, error)

    async def _retry(self, ready: Mapping[Form, UUID]) -> None:
        """The newest first."""
        with suppress(StoreError):  # they wait on
            found = await self._store.read(partial(_found, ids={form.message: room for form, room in ready.items()}))
            for form in sorted(ready, key=lambda form: form.message, reverse=True):  # ids are in the order of time
                self._waiting.pop(form, None)
                message = found.get(form.message)
                if message and message.changed == form.of and not message.removed_at:
                    self.begin(message, form.language, Priority.HISTORY)

    async def _make(self, message: Message, language: str, priority: Priority) -> None:
        made = await self._recall(message, language) or await self._translate(message, language, priority)
        keep = partial(translations.keep, translation=made)
        event_of = partial(translated_if_kept, message)
        kept = await self._committer.commit(keep, event_of, room=message.room)
        if kept and priority is Priority.LIVE:
            self._back_translation.check(message, kept)

    async def _translate(self, message: Message, language: str, priority: Priority) -> Translation:
        return rendered(
            message,
            language,
            await self._translator.translate(
                message.room,
                message.text,
                author=message.author,
                source=message.language,
                target=language,
                priority=priority,
            ),
        )

    async def _recall(self, message: Message, language: str) -> Translation | None:
        """What is remembered of these words: it costs no engine anything, and stays the same."""
        known = await self._store.read(partial(_known, message=message, language=language))
        if known is None:
            return None
        way = (Step(MEMORY, message.language, language),)
        if isinstance(known, Suggestion):
            return rendered(message, language, Rendering(known.better, way))
        return replace(
            rendered(message, language, Rendering(known.translation, way)),
            corrected_by=known.made_by,
            corrected_at=known.made_at,
            confirmed_by=known.confirmed_by,
        )

    def _fail(self, message: Message, language: str, error: TranslationError | StoreError) -> None:
        failure = Untranslated(
            room=message.room,
            author=message.author,
            message=message.id,
            of=message.changed,
            language=language,
            code=error.code,
            sentence=error.told,
        )
        if isinstance(error, TranslationError):  # the disk is asked anew whenever somebody comes to read
            self.remember(failure)
        self._bus.publish(failure)

    def remember(self, failure: Untranslated) -> None:
        """Do not try this again by oneself."""
        self._failed.setdefault(failure.message, {})[failure.language] = failure

    def _failure(self, message: Message, language: str) -> Untranslated | None:
        failure = self._failed.get(message.id, {}).get(language)
        return failure if failure and failure.of == message.changed else None


def _known(connection: Connection, message: Message, language: str) -> Remembered | Suggestion | None:
    """How the room remembers these words, where that may be used for their writer; else what the house confirmed."""
    place = message.language, language, message.text
    remembered = memory.look_up(connection, message.room, *place)
    if remembered and (remembered.confirmed_by or remembered.made_by == message.author):
        return remembered
    return suggestions.look_up(connection, *place)


def _found(connection: Connection, ids: Mapping[UUID, UUID]) -> dict[UUID, Message]:
    """Messages by the ids of message and room, as far as they still exist."""
    rooms = defaultdict(list)
    for message, room in ids.items():
        rooms[room].append(message)
    return {each.id: each for room, wanted in rooms.items() for each in messages.some(connection, room, wanted)}
