"""Shows drafts, typed or spoken, to the room while they grow; nothing of them is kept."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from enishi.doors.house import House
from enishi.feature import Caller
from enishi.features.drafts.draft_translation import NOTHING, DraftTranslation
from enishi.features.drafts.remote import RemoteDrafts
from enishi.features.drafts.wire import Draft, Drafting
from enishi.gathering.messages.wire import Posted, Uttered
from enishi.gathering.people.wire import Presence
from enishi.model import Member
from enishi.protocol import Event
from enishi.text import checked_text, known_language
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.remote_workers import MAX_REQUESTS

SILENCE = 60.0
"""Seconds after which a draft that nothing follows is gone."""

A_FEW_WORDS = 16
"""Characters that tell a language: it is found out from so many on, and anew whenever they have doubled."""


@dataclass(slots=True)
class _Draft:
    """What one member is writing in one room; `measured` characters of it told its language."""

    author: UUID
    room: UUID
    language: str
    text: str = ""
    spoken: bool = False
    measured: int = A_FEW_WORDS // 2
    silence: asyncio.TimerHandle | None = None
    translations: dict[str, DraftTranslation] = field(default_factory=dict)

    def change(self, text: str, language: str) -> None:
        """Other words; what follows those of another language stops."""
        if language != self.language:
            self.stop()
        self.text, self.language = text, language

    def stop(self) -> None:
        if self.silence:
            self.silence.cancel()
        for translation in self.translations.values():
            translation.stop()
        self.translations.clear()


class Drafts:
    """The original goes at once; into the languages being read it is brought by `workers` less one, which stays free.

    A member has one draft a room. It ends when they post, take it back, leave, or are silent for SILENCE.
    """

    def __init__(self, house: House, remote: RemoteDrafts) -> None:
        self._house = house
        self._remote = remote
        workers = house.settings.workers or MAX_REQUESTS
        self._slots = asyncio.Semaphore(max(1, workers - 1))
        self._drafts: dict[tuple[UUID, UUID], _Draft] = {}

    async def draft(self, caller: Caller, command: Draft) -> None:
        """Show the newest words of a client, in a language that is identified where it is not named.

        Raises Invalid for a text that is too long or malformed, and for an unknown language.
        """
        author, room, text = caller.member, command.room, command.text
        caller.at_leave((self, room), lambda: self.end(author.id, room))
        written = author.language
        if text.strip():
            checked_text(text, self._house.settings.message_length)
            if command.language:
                written = known_language(command.language, self._house.languages)
            else:
                written = await self._guess(author, room, text)
        self.show(author, room, text, written, spoken=command.spoken)

    def show(self, author: Member, room: UUID, text: str, language: str, *, spoken: bool = False) -> None:
        """Show the newest words, the whole text so far; an empty one takes them back."""
        if not text.strip():
            self.end(author.id, room)
            return
        draft = self._of(author, room)
        draft.change(text, language)
        draft.spoken = spoken
        if draft.silence:
            draft.silence.cancel()
        draft.silence = asyncio.get_running_loop().call_later(SILENCE, self.end, author.id, room)
        self._publish(draft, language, PartialTranslation(text))
        for target in self._house.attendance.languages_wanted(room, language):
            self._translate(draft, target)

    def under_way(self, reader: Member, room: UUID) -> Iterator[Drafting]:
        """What is being written there, for somebody who begins to read it now."""
        yield from self._remote.under_way(reader, room)
        for draft in self._drafts.values():
            if draft.room != room or not draft.text:
                continue
            yield _drafting(draft, draft.language, PartialTranslation(draft.text))
            translation = draft.translations.get(reader.language)
            if translation and translation.shown != NOTHING:
                yield _drafting(draft, reader.language, translation.shown)

    def end(self, author: UUID, room: UUID) -> None:
        """The draft is gone, where there is one."""
        if draft := self._drafts.pop((author, room), None):
            draft.stop()
            self._publish(draft, draft.language, PartialTranslation())

    def on_event(self, event: Event) -> None:
        """What was posted is no draft any more; who comes, or reads another language, gets what there is."""
        if isinstance(event, Posted):
            draft = self._drafts.get((event.message.author, event.room))
            if draft and draft.spoken == event.message.spoken:  # who says something aloud goes on writing
                self.end(draft.author, draft.room)
        elif isinstance(event, Presence) and event.here:
            reader = event.member
            for draft in self._drafts.values():
                if draft.room == event.room and draft.text and not reader.reads(draft.language):
                    self._translate(draft, reader.language)

    def on_local(self, event: Event) -> None:
        """Show what is being said aloud in this process."""
        if isinstance(event, Uttered):
            self.show(event.author, event.room, event.text, event.language, spoken=True)

    def _of(self, author: Member, room: UUID) -> _Draft:
        return self._drafts.setdefault((author.id, room), _Draft(author.id, room, author.language))

    async def _guess(self, author: Member, room: UUID, text: str) -> str:
        """Their own language until there are a few words; then hardly ever another one than before."""
        draft = self._of(author, room)
        if len(text) < 2 * draft.measured:
            return draft.language
        draft.measured = len(text)
        return await self._house.identifier.identify(author, room, text)

    def _translate(self, draft: _Draft, target: str) -> None:
        if target not in draft.translations:
            translate = partial(
                self._house.room_translator.translate,
                draft.room,
                author=draft.author,
                source=draft.language,
                target=target,
                priority=Priority.DRAFT,
            )
            draft.translations[target] = DraftTranslation(translate, self._slots, partial(self._publish, draft, target))
        draft.translations[target].update(draft.text)

    def _publish(self, draft: _Draft, language: str, shown: PartialTranslation) -> None:
        self._house.bus.publish(_drafting(draft, language, shown))


def _drafting(draft: _Draft, language: str, shown: PartialTranslation) -> Drafting:
    return Drafting(
        room=draft.room,
        author=draft.author,
        source=draft.language,
        language=language,
        settled=shown.settled,
        open=shown.open,
        guess=shown.guess,
        spoken=draft.spoken,
    )
