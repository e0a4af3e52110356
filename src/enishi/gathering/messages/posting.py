"""Saying something, giving it other words or another language, taking it back."""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from enishi import clock
from enishi.bus.bus import Bus
from enishi.errors import Invalid
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.telling import said
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.language_id import Recognising
from enishi.gathering.messages.table import Appended, Changed
from enishi.languages import best_match
from enishi.model import Member, Message
from enishi.protocol import Edited, Forgotten, Posted, Removed


class Posting:
    """Appends to a room's log; what was taken back is remembered nowhere."""

    def __init__(
        self, ledger: Ledger, bus: Bus, recognising: Recognising, languages: Collection[str], longest: int
    ) -> None:
        self._ledger = ledger
        self._bus = bus
        self._recognising = recognising
        self._languages = languages
        self._longest = longest

    async def post(
        self,
        author: Member,
        room: UUID,
        text: str,
        nonce: str,
        *,
        language: str | None,
        reply_to: UUID | None = None,
        spoken: bool = False,
    ) -> Message:
        """Say something, in a language that is found out when it is not named; returns it once it is on disk.

        Raises Invalid for a text that is empty, too long or malformed and for an unknown language, Missing for an
        unknown room or message to reply to, TooMany when too much waits for the disk already.
        """
        self._ledger.refuse_when_full()
        words = checked_text(text, self._longest)
        if language is None:
            tag = await self._recognising.recognise(author, room, words)
        else:
            tag = known_language(language, self._languages)
        now = clock.now()
        message = Message(clock.new_id(), room, 0, 0, author.id, tag, words, now, reply_to=reply_to, spoken=spoken)
        appended = await self._ledger.record(partial(messages.append, message=message, nonce=nonce), _posted)
        return appended.message

    async def edit(self, message: Message, text: str) -> Message:
        """Give a message other words; its translations are void. Raises Invalid like `post`, Denied when removed."""
        words = checked_text(text, self._longest)
        work = partial(messages.edit, room=message.room, message=message.id, text=words, at=clock.now())
        change: Changed = await self._ledger.record(work, self._changed)
        return change.after

    async def relabel(self, message: Message, language: str) -> Message:
        """Say which language a message is really in; it is translated anew. Raises Invalid, or Denied when removed."""
        known = known_language(language, self._languages)
        if known == message.language:
            return message
        work = partial(messages.relabel, room=message.room, message=message.id, language=known)
        change: Changed = await self._ledger.record(work, self._changed)
        return change.after

    async def remove(self, message: Message) -> Message:
        """Take a message back, with its translations; raises Denied when it was removed already."""
        work = partial(messages.remove, room=message.room, message=message.id, at=clock.now())
        change: Changed = await self._ledger.record(work, self._changed)
        return change.after

    def _changed(self, change: Changed) -> Posted | Edited | Removed:
        self._bus.publish(Forgotten(text=change.before.text))
        return said(change.after, change.after.changed)


def checked_text(text: str, longest: int) -> str:
    """The text; raises Invalid when it is empty, too long or malformed."""
    if not text.strip():
        raise Invalid("Write something first: the message is empty.", code="empty")
    if len(text) > longest:
        raise Invalid(
            f"The message has {len(text)} characters; {longest} are the most. Send it in parts.", code="too_long"
        )
    if "\0" in text:
        raise Invalid("The message has a character that is not text (NUL).", code="malformed")
    return text


def known_language(tag: str, languages: Collection[str]) -> str:
    """The language on offer that serves `tag`; raises Invalid when there is none."""
    language = best_match(tag, languages)
    if language is None:
        raise Invalid(f"The language {tag[:35]!r} is not known here.", code="unknown_language")
    return language


def _posted(appended: Appended) -> Posted | Edited | Removed | None:
    return said(appended.message, appended.message.seq) if appended.new else None
