"""Posts, edits, relabels and removes messages."""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.bus.bus import Bus
from enishi.errors import Denied
from enishi.gathering.facts.commit import Committer
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages import newcomers
from enishi.gathering.messages import table as messages
from enishi.gathering.messages.language_id import LanguageIdentifier
from enishi.gathering.messages.source import posted
from enishi.gathering.messages.table import Appended, Changed
from enishi.gathering.messages.wire import Edited, Forgotten, Posted, Removed, newest
from enishi.gathering.people import audit_table as audit
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.audit_table import AuditEntry, AuditKind
from enishi.model import Member, Message, Role
from enishi.text import checked_text, known_language


class Posting:
    """Appends to a room's log; of words that were edited or removed no part of the server keeps translations."""

    def __init__(
        self,
        committer: Committer,
        bus: Bus,
        sources: Sources,
        identifier: LanguageIdentifier,
        *,
        languages: Collection[str],
        longest: int,
    ) -> None:
        self._committer = committer
        self._bus = bus
        self._sources = sources
        self._identifier = identifier
        self._languages = languages
        self._longest = longest

    async def post(
        self,
        author: Member,
        room: UUID,
        text: str,
        *,
        nonce: str,
        language: str | None,
        reply_to: UUID | None = None,
        spoken: bool = False,
    ) -> Message:
        """Post a message, in a language that is identified when it is not named; returns it once it is on disk.

        Raises Invalid for a text that is empty, too long or malformed and for an unknown language, Missing for an
        unknown room or message to reply to, TooMany when too much waits for the disk already, or in a room that slows
        its members or who is new, Denied for a link of who is new there.
        """
        self._committer.refuse_when_full()
        words = checked_text(text, self._longest)
        if language is None:
            tag = await self._identifier.identify(author, room, words)
        else:
            tag = known_language(language, self._languages)
        message = Message(
            id=clock.new_id(),
            room=room,
            author=author.id,
            language=tag,
            text=words,
            sent_at=clock.now(),
            reply_to=reply_to,
            spoken=spoken,
        )
        work = partial(_append, message=message, nonce=nonce)
        appended: Appended = await self._committer.commit(work, _posted, room=room)
        return appended.message

    async def edit(self, author: Member, room: UUID, message: UUID, text: str) -> Message:
        """Give one's own message other words; its translations are void.

        Raises Invalid like `post`, Missing, and Denied for a message that is removed or somebody else's.
        """
        words, now = checked_text(text, self._longest), clock.now()
        return await self._change(author, room, message, partial(_edit, author=author.id, text=words, at=now))

    async def relabel(self, author: Member, room: UUID, message: UUID, language: str) -> Message:
        """Say which language one's own message is in; it is translated anew. Raises like `edit`."""
        known = known_language(language, self._languages)
        return await self._change(author, room, message, partial(messages.relabel, language=known))

    async def remove(self, author: Member, room: UUID, message: UUID) -> Message:
        """Remove one's own message, with its translations; raises like `edit`."""
        return await self._change(author, room, message, partial(messages.remove, at=clock.now()))

    async def take_down(self, by: Member, room: UUID, message: UUID) -> Message:
        """Remove anybody's message, with its translations, and note who did.

        Raises Missing, and Denied for a message that is removed, or of who may do more in the room.
        """
        return await self._commit(partial(_take_down, by=by.id), room, message)

    async def _change(self, author: Member, room: UUID, message: UUID, change: Callable[..., Changed]) -> Message:
        return await self._commit(partial(_change_own, author=author.id, change=change), room, message)

    async def _commit(self, change: Callable[..., Changed], room: UUID, message: UUID) -> Message:
        work = partial(change, sources=self._sources, room=room, message=message)
        changed: Changed = await self._committer.commit(work, self._changed, room=room)
        return changed.after

    def _changed(self, change: Changed) -> Posted | Edited | Removed | None:
        if change.after == change.before:
            return None
        self._bus.publish(Forgotten(room=change.before.room, text=change.before.text))
        return newest(change.after)


def _append(connection: Connection, message: Message, nonce: str) -> Appended:
    appended = messages.append(connection, message, nonce)
    if appended.new and appended.newcomers:
        newcomers.check_post(connection, appended.message)
    return appended


def _edit(
    connection: Connection, sources: Sources, room: UUID, message: UUID, *, author: UUID, text: str, at: datetime
) -> Changed:
    newcomers.check_edit(connection, room, author, text)
    return messages.edit(connection, sources, room, message, text, at)


def _posted(appended: Appended) -> Posted | None:
    return posted(appended.message) if appended.new else None


def _change_own(
    connection: Connection,
    *,
    author: UUID,
    sources: Sources,
    room: UUID,
    message: UUID,
    change: Callable[..., Changed],
) -> Changed:
    before = messages.get(connection, room, message)
    if before.author != author:
        raise Denied("Only who wrote a message can change it.", code="not_yours")
    return change(connection, sources, room, message)


def _take_down(connection: Connection, *, by: UUID, sources: Sources, room: UUID, message: UUID) -> Changed:
    author = messages.get(connection, room, message).author
    theirs, own = (rooms.role_in(connection, room, who) or Role.FORMER for who in (author, by))
    if rooms.rank(theirs) > rooms.rank(own):
        raise Denied("Only hosts remove what a host said. Ask one of them.", code="hosts_only")
    audit.add(connection, room, AuditEntry(by, AuditKind.MESSAGE_REMOVED, author))
    return messages.remove(connection, sources, room, message, at=clock.now())
