"""The REST door of sound: a text that a member wants to hear, as a WAV file."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from enishi.auth.limits import Limit
from enishi.doors.callers import Callers
from enishi.gathering.messages.posting import checked_text
from enishi.protocol import Aloud
from enishi.speech.synthesis import SpeechSynthesis


@dataclass(frozen=True, slots=True)
class AloudDoor:
    """Open to every member; `longest` is in characters, `deadline` in seconds."""

    callers: Callers
    voice: SpeechSynthesis
    readings: Limit
    longest: int
    deadline: float

    def router(self) -> APIRouter:
        """The route."""
        router = APIRouter(prefix="/api")
        router.post("/speech", response_class=Response)(self.speech)
        return router

    async def speech(self, request: Request, aloud: Aloud) -> Response:
        """The text as sound."""
        member = await self.callers.acting(request)
        self.readings.take(member.id)
        text = checked_text(aloud.text, self.longest)
        sound = await self.voice.synthesise(text, aloud.language, rate=aloud.rate, deadline=self.deadline)
        return Response(sound, media_type="audio/wav")
