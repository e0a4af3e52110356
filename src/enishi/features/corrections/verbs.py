"""Putting a reader's words in place of a translation, and taking that back; the room's memory learns and forgets."""

from functools import partial

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Denied, Invalid
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.telling import translated
from enishi.gathering.messages.posting import checked_text
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.gathering.translations.renderings import rendered
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Member, Message, Remembered, Translation


class Correcting:
    """A correction is a fact like the translation it replaces: everybody who reads that language is told."""

    def __init__(self, ledger: Ledger, glossaries: Glossaries, longest: int) -> None:
        self._ledger = ledger
        self._glossaries = glossaries
        self._longest = longest

    async def correct(self, reader: Member, message: Message, of: int, language: str, text: str) -> Translation:
        """The message in that language in the reader's words, once they are on disk.

        `of` is the form that the reader saw. Raises Invalid for a text that cannot be kept, Denied when the message
        has changed or gone meanwhile.
        """
        if language == message.language:
            raise Invalid("The message was written in this language.", code="same_language")
        if of != message.changed:
            raise _changed_meanwhile()
        words = checked_text(text, self._longest)
        made = Translation(message.room, message.id, 0, of, language, words, corrected_by=reader.id)
        learned = Remembered(
            message.room, message.language, language, message.text, words, message.id, reader.id, clock.now()
        )
        return await self._ledger.record(
            partial(_correct, made=made, learned=learned), partial(translated, message.author)
        )

    async def undo(self, message: Message, language: str) -> Translation:
        """The message as the engines put it, once that is on disk; raises TranslationError, Denied like `correct`."""
        rendering = await self._glossaries.translate(message.room, message.text, message.language, language)
        made = rendered(message, language, rendering)
        return await self._ledger.record(
            partial(_undo, made=made, message=message), partial(translated, message.author)
        )


def _correct(connection: Connection, made: Translation, learned: Remembered) -> Translation:
    kept = _put(connection, made)
    memory.keep(connection, learned)
    return kept


def _undo(connection: Connection, made: Translation, message: Message) -> Translation:
    before = translations.get(connection, made.message, made.language)
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
