"""Asking a writer for other words: what a reader did not understand, in the writer's own language."""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.errors import Denied, StoreError, TranslationError
from enishi.features.questions import table as questions
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.telling import asked
from enishi.gathering.messages.posting import checked_text
from enishi.gathering.people import members_table as members
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Member, Message, Question
from enishi.protocol import Asked
from enishi.store.store import Store

log = logging.getLogger(__name__)


class Asking:
    """A question is kept and told at once; what its phrase means to the writer follows, where it can be translated."""

    def __init__(self, store: Store, ledger: Ledger, glossaries: Glossaries, longest: int) -> None:
        self._store = store
        self._ledger = ledger
        self._glossaries = glossaries
        self._longest = longest
        self._explaining: set[asyncio.Task[None]] = set()

    async def ask(self, reader: Member, message: Message, phrase: str | None) -> Question | None:
        """Say that the reader does not understand the message, or this phrase of what they read.

        None when the message got other words in the meantime. Raises Invalid for a phrase that is empty, too long or
        malformed, Denied for a message that was removed.
        """
        if message.removed_at is not None:
            raise Denied("This message was removed; nobody can explain it any more.", code="already_removed")
        marked = None if phrase is None else checked_text(phrase, self._longest)
        read = message.language if reader.reads(message.language) else reader.language
        question = Question(message.room, message.id, reader.id, 0, message.changed, read, marked)
        tell = partial(_asked, message.author)
        kept: Question | None = await self._ledger.record(partial(questions.keep, question=question), tell)
        if kept and kept.phrase:
            task = asyncio.create_task(self._explain(kept, kept.phrase, message.author))
            self._explaining.add(task)
            task.add_done_callback(self._explained)
        return kept

    async def close(self) -> None:
        """Stop explaining."""
        for task in tuple(self._explaining):
            task.cancel()
        await asyncio.gather(*self._explaining, return_exceptions=True)

    async def _explain(self, question: Question, phrase: str, author: UUID) -> None:
        writer = await self._store.read(partial(_writer, author=author))
        if writer.reads(question.language):
            return
        with suppress(TranslationError, StoreError):  # the phrase as the reader marked it is told already
            rendering = await self._glossaries.translate(question.room, phrase, question.language, writer.language)
            work = partial(questions.explain, question=question, meaning=rendering.text)
            await self._ledger.record(work, partial(_asked, author))

    def _explained(self, task: asyncio.Task[None]) -> None:
        self._explaining.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("A question was not brought into its writer's language", exc_info=error)


def _writer(connection: Connection, author: UUID) -> Member:
    writer = members.get(connection, author)
    assert writer is not None, "messages have authors"
    return writer


def _asked(author: UUID, kept: Question | None) -> Asked | None:
    return None if kept is None else asked(author, kept)
