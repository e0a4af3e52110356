"""Showing what is being written, or said, while it is; nothing of it is kept."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from enishi import protocol
from enishi.bus.bus import Bus
from enishi.features.drafts.draft_translation import NOTHING, Following
from enishi.features.drafts.remote import Overhearing
from enishi.gathering.messages.language_id import Recognising
from enishi.gathering.messages.posting import checked_text, known_language
from enishi.gathering.people.presence import Attendance, member_of
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Member
from enishi.protocol import AnyNews, Posted, Presence
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.pool.jobs import Priority

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
    followings: dict[str, Following] = field(default_factory=dict)

    def change(self, text: str, language: str) -> None:
        """Other words; what follows those of another language stops."""
        if language != self.language:
            self.stop()
        self.text, self.language = text, language

    def stop(self) -> None:
        if self.silence:
            self.silence.cancel()
        for following in self.followings.values():
            following.stop()
        self.followings.clear()


class Drafting:
    """The original goes at once; into the languages being read it is brought by `workers` less one, which stays free.

    A member has one draft a room. It ends when they post, take it back, leave, or are silent for SILENCE.
    """

    def __init__(
        self,
        bus: Bus,
        attendance: Attendance,
        glossaries: Glossaries,
        recognising: Recognising,
        elsewhere: Overhearing,
        languages: Collection[str],
        longest: int,
        workers: int,
    ) -> None:
        self._bus = bus
        self._attendance = attendance
        self._glossaries = glossaries
        self._recognising = recognising
        self._elsewhere = elsewhere
        self._languages = languages
        self._longest = longest
        self._slots = asyncio.Semaphore(max(1, workers - 1))
        self._drafts: dict[tuple[UUID, UUID], _Draft] = {}

    async def write(self, author: Member, room: UUID, text: str, language: str | None, *, spoken: bool = False) -> None:
        """Show what a client tells of it, in a language that is found out where it is not named.

        Raises Invalid for a text that is too long or malformed, and for an unknown language.
        """
        written = author.language
        if text.strip():
            checked_text(text, self._longest)
            written = known_language(language, self._languages) if language else await self._guess(author, room, text)
        self.say(author, room, text, written, spoken=spoken)

    def say(self, author: Member, room: UUID, text: str, language: str, *, spoken: bool = False) -> None:
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
        self._show(draft, language, PartialTranslation(text))
        for target in self._attendance.languages_wanted(room, language):
            self._follow(draft, target)

    def under_way(self, reader: Member, room: UUID) -> Iterator[protocol.Drafting]:
        """What is being written there, for somebody who begins to read it now."""
        yield from self._elsewhere.under_way(reader, room)
        for draft in self._drafts.values():
            if draft.room != room or not draft.text:
                continue
            yield _told(draft, draft.language, PartialTranslation(draft.text))
            following = draft.followings.get(reader.language)
            if following and following.told != NOTHING:
                yield _told(draft, reader.language, following.told)

    def end(self, author: UUID, room: UUID) -> None:
        """The draft is gone, where there is one."""
        if draft := self._drafts.pop((author, room), None):
            draft.stop()
            self._show(draft, draft.language, PartialTranslation())

    def hear(self, event: AnyNews) -> None:
        """What was posted is no draft any more; who comes, or reads another language, gets what there is."""
        if isinstance(event, Posted):
            draft = self._drafts.get((event.message.author, event.room))
            if draft and draft.spoken == event.message.spoken:  # who says something aloud goes on writing
                self.end(draft.author, draft.room)
        elif isinstance(event, Presence) and event.here:
            reader = member_of(event.member)
            for draft in self._drafts.values():
                if draft.room == event.room and draft.text and not reader.reads(draft.language):
                    self._follow(draft, reader.language)

    def _of(self, author: Member, room: UUID) -> _Draft:
        return self._drafts.setdefault((author.id, room), _Draft(author.id, room, author.language))

    async def _guess(self, author: Member, room: UUID, text: str) -> str:
        """Their own language until there are a few words; then hardly ever another one than before."""
        draft = self._of(author, room)
        if len(text) < 2 * draft.measured:
            return draft.language
        draft.measured = len(text)
        return await self._recognising.recognise(author, room, text)

    def _follow(self, draft: _Draft, target: str) -> None:
        if target not in draft.followings:
            translate = partial(
                self._glossaries.translate,
                draft.room,
                source=draft.language,
                target=target,
                priority=Priority.DRAFT,
            )
            draft.followings[target] = Following(translate, self._slots, partial(self._show, draft, target))
        draft.followings[target].follow(draft.text)

    def _show(self, draft: _Draft, language: str, shown: PartialTranslation) -> None:
        self._bus.publish(_told(draft, language, shown))


def _told(draft: _Draft, language: str, shown: PartialTranslation) -> protocol.Drafting:
    return protocol.Drafting(
        room=draft.room,
        author=draft.author,
        source=draft.language,
        language=language,
        settled=shown.settled,
        open=shown.open,
        spoken=draft.spoken,
    )
