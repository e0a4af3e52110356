"""Replaces a translation with a reader's words, confirms that, and takes it back; the room's memory follows."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Denied, Invalid, Missing
from enishi.feature import Caller
from enishi.features.corrections.wire import Confirm, Correct, Uncorrect
from enishi.gathering.messages import table as messages
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.interpreting import rendered
from enishi.gathering.translations.memory_table import Remembered
from enishi.gathering.translations.wire import translated
from enishi.model import Member, Message, Translation
from enishi.protocol import Done
from enishi.rights import Right
from enishi.text import checked_text


class Corrections:
    """A correction is a fact like the translation it replaces: everybody who reads that language is told."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._access = house.access
        self._committer = house.committer
        self._translator = house.room_translator
        self._longest = house.settings.message_length

    async def correct(self, caller: Caller, command: Correct) -> Done:
        """Keep the caller's words for the message in that language.

        The room uses them for the same words of others once a second member confirms them; of a steward at once.

        Raises Missing; Invalid for a text that cannot be kept; Denied for a language that the caller does not read,
        and when the message was changed or removed meanwhile.
        """
        reader, language = caller.member, command.language
        if not reader.reads(language):
            raise Denied("You can correct what is in a language that you read or understand.", code="not_your_language")
        message = await self._store.read(partial(messages.get, room=command.room, message=command.message))
        if language == message.language:
            raise Invalid("The message was written in this language.", code="same_language")
        if command.of != message.changed:
            raise _changed_meanwhile()
        words = checked_text(command.text, self._longest)
        vouches = await self._access.allows(reader, Right.UNDO_CORRECTIONS, command.room)
        place = message.room, message.id, command.of, language
        by, confirmed = reader.id, reader.id if vouches else None
        made = Translation(*place, words, corrected_by=by, corrected_at=clock.now(), confirmed_by=confirmed)
        work = partial(_correct, made=made, message=message)
        kept = await self._committer.commit(work, partial(translated, message), room=message.room)
        return Done(nonce=command.nonce, message=kept.message, seq=kept.seq)

    async def confirm(self, caller: Caller, command: Confirm) -> Done:
        """The caller finds a correction right, too.

        Raises Missing; Denied for one's own, for a language that the caller does not read, and for what was changed.
        """
        reader, language = caller.member, command.language
        if not reader.reads(language):
            raise Denied("You can confirm what is in a language that you read or understand.", code="not_your_language")
        message = await self._store.read(partial(messages.get, room=command.room, message=command.message))
        work = partial(_confirm, message=message, command=command, by=reader.id)
        kept = await self._committer.commit(work, partial(translated, message), room=message.room)
        return Done(nonce=command.nonce, message=kept.message, seq=kept.seq)

    async def undo(self, caller: Caller, command: Uncorrect) -> Done:
        """Put the engines' words back; raises TranslationError, Missing, Denied to who may not, else like `correct`."""
        message = await self._store.read(partial(messages.get, room=command.room, message=command.message))
        await self._require_undoable(caller.member, message, command.language)
        rendering = await self._translator.translate(
            message.room,
            message.text,
            author=caller.member.id,
            source=message.language,
            target=command.language,
        )
        work = partial(_undo, made=rendered(message, command.language, rendering), message=message)
        kept = await self._committer.commit(work, partial(translated, message), room=message.room)
        return Done(nonce=command.nonce, message=kept.message, seq=kept.seq)

    async def _require_undoable(self, member: Member, message: Message, language: str) -> None:
        """Raises Missing without a correction, Denied when it is somebody else's."""
        work = partial(translations.get, room=message.room, message=message.id, language=language)
        made = await self._store.read(work)
        if made is None or made.corrected_by is None:
            raise Missing("Nothing is corrected there.", code="no_correction")
        others = await self._access.allows(member, Right.UNDO_CORRECTIONS, message.room)
        if made.corrected_by != member.id and not others:
            raise Denied("Only who corrected it, or a host, can undo this.", code="not_your_correction")


def _correct(connection: Connection, made: Translation, message: Message) -> Translation:
    kept = _put(connection, made)
    memory.learn(connection, _learned(message, kept))
    return kept


def _confirm(connection: Connection, message: Message, command: Confirm, by: UUID) -> Translation:
    present = translations.get(connection, message.room, message.id, command.language)
    if present is None or present.corrected_by is None:
        raise Missing("Nothing is corrected there.", code="no_correction")
    if present.seq != command.of:
        raise _changed_meanwhile()
    if present.corrected_by == by:
        raise Denied("Somebody else has to say that your correction is right.", code="own_correction")
    return _correct(connection, replace(present, confirmed_by=by), message)


def _learned(message: Message, made: Translation) -> Remembered:
    assert made.corrected_by
    return Remembered(
        room=message.room,
        source=message.language,
        target=made.language,
        text=message.text,
        translation=made.text,
        message=message.id,
        made_by=made.corrected_by,
        made_at=made.corrected_at or clock.now(),  # of corrections before 0014 nobody knows when
        confirmed_by=made.confirmed_by,
    )


def _undo(connection: Connection, made: Translation, message: Message) -> Translation:
    before = translations.get(connection, made.room, made.message, made.language)
    if before is not None and before.corrected_by is not None:
        memory.forget(connection, message, made.language, before.corrected_by)
    return _put(connection, made)


def _put(connection: Connection, made: Translation) -> Translation:
    kept = translations.put(connection, made)
    if kept is None:
        raise _changed_meanwhile()
    return kept


def _changed_meanwhile() -> Denied:
    return Denied("The message has changed in the meantime. Look at it again.", code="changed_meanwhile")
