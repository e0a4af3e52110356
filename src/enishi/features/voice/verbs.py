"""Speaking in a room: everybody reads along or listens, and each utterance becomes a message; no sound is kept."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from uuid import UUID

from enishi import clock
from enishi.errors import EnishiError, RecogniserBehind, TooMany
from enishi.features.drafts.verbs import Drafting
from enishi.gathering.messages.posting import Posting, known_language
from enishi.languages import best_match
from enishi.model import Member
from enishi.protocol import Silenced, Sound
from enishi.speech.captions import Captions
from enishi.speech.recogniser import SECOND
from enishi.speech.recognition_sessions import RecognitionSession, RecognitionSessions

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds in which what was said is still recognised when the server stops."""

PIECE = SECOND // 10
"""Bytes of sound that are passed on at once, in whatever pieces they come: each is sent to everybody who listens."""

Tell = Callable[[Silenced], None]
Relay = Callable[[Sound], None]


class Speaking:
    """At most so `many` speak at once; `relay` takes their voices to who listens."""

    def __init__(
        self,
        ears: RecognitionSessions,
        posting: Posting,
        drafting: Drafting,
        relay: Relay,
        languages: Collection[str],
        many: int,
    ) -> None:
        self._ears = ears
        self._posting = posting
        self._drafting = drafting
        self._relay = relay
        self._languages = languages
        self._many = many
        self._talks: dict[asyncio.Task[None], Talk] = {}

    @property
    def languages(self) -> list[str]:
        """The languages on offer in which one can speak."""
        return [language for language in self._languages if best_match(language, self._ears.languages)]

    async def close(self) -> None:
        """Let nobody speak any more; what was said is still posted, if that takes no longer than PATIENCE."""
        for talk in self._talks.values():
            talk.finish()
        if self._talks:
            _, late = await asyncio.wait(self._talks, timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def begin(self, author: Member, room: UUID, language: str | None, tell: Tell) -> "Talk":
        """Listen to somebody from now on; `tell` is told when that stops by itself.

        Raises NoRecogniser, Invalid for an unknown language, TooMany when too many speak already.
        """
        spoken = known_language(language or author.language, self._languages)
        listening = self._ears.start_session(spoken)
        if len(self._talks) >= self._many:
            raise TooMany(
                "As many are speaking as the server can hear. Try again when somebody has finished.",
                code="too_many_speakers",
                retry_after=10,
            )
        talk = Talk(listening, self._posting, self._drafting, self._relay, author, room, spoken, tell)
        self._talks[talk.task] = talk
        talk.task.add_done_callback(self._talks.pop)
        return talk


class Talk:
    """One member speaking in a room, until `finish`; what they said is posted even if nobody waits for it."""

    def __init__(
        self,
        listening: RecognitionSession,
        posting: Posting,
        drafting: Drafting,
        relay: Relay,
        author: Member,
        room: UUID,
        language: str,
        tell: Tell,
    ) -> None:
        self._listening = listening
        self._posting = posting
        self._drafting = drafting
        self._relay = relay
        self._author = author
        self._room = room
        self._language = language
        self._tell = tell
        self._saying = ""
        self._sound = bytearray()
        self.task = asyncio.create_task(self._run())

    def hear(self, sound: bytes) -> None:
        """Take what was said next; when that is too much, the talk ends with what was said before."""
        try:
            taken = self._listening.feed(sound)
        except RecogniserBehind as fault:
            self._silence(fault)
            self.finish()
        else:
            if taken:
                self._pass_on(sound)

    def finish(self) -> None:
        """Nothing more is said; `task` ends when all of it is posted."""
        self._listening.finish()

    def _pass_on(self, sound: bytes) -> None:
        self._sound += sound
        while len(self._sound) >= PIECE:
            self._relay(Sound(room=self._room, speaker=self._author.id, pcm=bytes(self._sound[:PIECE])))
            del self._sound[:PIECE]

    async def _run(self) -> None:
        try:
            await self._listening.run(self._take)
        except EnishiError as fault:
            await self._save()
            self._silence(fault)
        except Exception:
            log.exception("A talk failed")
            self._silence(EnishiError("Something went wrong on the server, and was noted there.", code="internal"))
        finally:
            self.finish()
            if self._saying:
                self._drafting.end(self._author.id, self._room)

    async def _take(self, heard: Captions) -> None:
        for text in heard.final:
            self._saying = ""
            await self._post(text)
        if heard.partial != self._saying:
            self._saying = heard.partial
            self._drafting.say(self._author, self._room, heard.partial, self._language, spoken=True)

    async def _save(self) -> None:
        """Post what was recognised of an utterance that will not be finished."""
        with suppress(EnishiError):
            if self._saying:
                await self._post(self._saying)

    async def _post(self, text: str) -> None:
        nonce = str(clock.new_id())
        await self._posting.post(self._author, self._room, text, nonce, language=self._language, spoken=True)

    def _silence(self, fault: EnishiError) -> None:
        self._tell(Silenced(room=self._room, code=fault.code, sentence=fault.sentence))
