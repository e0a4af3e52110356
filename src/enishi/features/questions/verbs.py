"""Asks the writer of a message for other words; the marked phrase is translated for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from uuid import UUID

from enishi.doors.house import House
from enishi.errors import Denied, StoreError, TranslationError
from enishi.feature import Caller
from enishi.features.questions import table
from enishi.features.questions.wire import Asked, Question, Unclear, asked
from enishi.gathering.messages import table as messages
from enishi.gathering.people import members_table as members
from enishi.model import Message
from enishi.protocol import Done
from enishi.tasks import Tasks
from enishi.text import checked_text


class Questions:
    """A question is kept and told at once; the phrase in the writer's language follows, where it can be translated."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._committer = house.committer
        self._translator = house.room_translator
        self._longest = house.settings.message_length
        self._tasks = Tasks("The translation of a question for its writer")

    async def ask(self, caller: Caller, command: Unclear) -> Done:
        """Ask the writer of a message about it, or about a phrase of what the caller reads.

        The answer has no number when the message got other words in the meantime. Raises Invalid for a phrase that is
        empty, too long or malformed, Missing, and Denied for a message that was removed or is one's own.
        """
        reader = caller.member
        message = await self._store.read(partial(messages.get, room=command.room, message=command.message))
        if message.author == reader.id:
            raise Denied("You wrote this message yourself: say it in other words.", code="own_message")
        if message.removed_at is not None:
            raise Denied("This message was removed; nobody can explain it any more.", code="already_removed")
        phrase = None if command.phrase is None else checked_text(command.phrase, self._longest)
        read = message.language if reader.reads(message.language) else reader.language
        kept = await self._keep(message, Question(message.room, message.id, reader.id, message.changed, read, phrase))
        return Done(nonce=command.nonce, message=message.id, seq=kept.seq if kept else None)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Stop translating phrases when the server stops."""
        yield
        await self._tasks.close()

    async def _keep(self, message: Message, question: Question) -> Question | None:
        event_of = partial(_asked, message.author)
        work = partial(table.keep, question=question)
        kept: Question | None = await self._committer.commit(work, event_of, room=message.room)
        if kept and kept.phrase:
            self._tasks.start(self._explain(kept, kept.phrase, message.author))
        return kept

    async def _explain(self, question: Question, phrase: str, author: UUID) -> None:
        writer = await self._store.read(partial(members.get, member=author))
        if writer is None or writer.reads(question.language):
            return
        with suppress(TranslationError, StoreError):  # the phrase as the reader marked it is told already
            rendering = await self._translator.translate(
                question.room, phrase, author=question.member, source=question.language, target=writer.language
            )
            work = partial(table.explain, question=question, meaning=rendering.text)
            await self._committer.commit(work, partial(_asked, author), room=question.room)


def _asked(author: UUID, kept: Question | None) -> Asked | None:
    return None if kept is None else asked(author, kept)
