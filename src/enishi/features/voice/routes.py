"""REST: a text as sound."""

from fastapi import APIRouter, Response

from enishi.doors.house import House
from enishi.features.voice.wire import Aloud
from enishi.rights import Cost, Right
from enishi.text import checked_text


def routes(house: House) -> APIRouter:
    """Open to every member."""
    router = APIRouter(prefix="/api")
    settings = house.settings

    @router.post("/speech", response_class=Response, dependencies=[house.callers.need(Right.ATTEND, Cost.SPEECH)])
    async def speech(aloud: Aloud) -> Response:
        """The text as a WAV file."""
        text = checked_text(aloud.text, settings.message_length)
        sound = await house.synthesis.synthesise(text, aloud.language, rate=aloud.rate, deadline=settings.deadline)
        return Response(sound, media_type="audio/wav")

    return router
