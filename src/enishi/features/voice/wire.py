"""The commands and events of voice, and what REST takes to read a text aloud."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from enishi.protocol import Body, Command, Event, News
from enishi.rights import Cost, Right


class Speak(Command):
    """Begins to speak in a room: everybody reads along, and each utterance becomes a message when it ends.

    The binary WebSocket messages that follow on this connection are the sound: PCM of 16 kHz, mono, 16 bits
    little-endian, about 100 ms each. The sound itself is never kept; who asked for it with `listen` gets it, too. A
    second `speak` of a member ends the first, also where that came from another connection. Refused as `no_recogniser`
    where the server cannot recognise that language; if a recogniser of it can be added, hosts are asked then.
    """

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.POST

    type: Literal["speak"] = "speak"
    room: UUID
    language: str | None = Field(None, description="The language that is spoken; null for the one the member reads.")


class Hush(Command):
    """Stops speaking; answered when what was still to be recognised is posted."""

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.NOTHING

    type: Literal["hush"] = "hush"
    room: UUID


class Listen(Command):
    """Hears the voices of who speaks in a room, and no longer those of another room; never one's own.

    They come in binary WebSocket messages: 16 bytes of the room's id, 16 of the speaker's, and 100 ms of sound as in
    `speak`. What this connection cannot take at once is lost. Where the speaker's own device recognises what they say,
    there is nothing to hear.
    """

    needs: ClassVar = Right.READ
    costs: ClassVar = Cost.NOTHING

    type: Literal["listen"] = "listen"
    room: UUID | None = Field(description="Null to hear nobody.")


class Silenced(Event):
    """The server stopped listening by itself; sent to who spoke, on that connection only. Not durable.

    What was recognised until then is posted; `speak` begins anew.
    """

    type: Literal["silenced"] = "silenced"
    room: UUID
    code: str = Field(
        description="Stable: recogniser_died, recogniser_timeout, recogniser_failed, recogniser_behind; "
        "microphone_quiet after a minute without a word; microphone_elsewhere where the member speaks on another "
        "connection now."
    )
    sentence: str


class Sound(News):
    """A moment of what somebody says; a page gets it not as JSON, but as `Listen` describes it."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    type: Literal["sound"] = "sound"
    room: UUID
    speaker: UUID
    pcm: bytes

    def __bytes__(self) -> bytes:
        """As it crosses the wire."""
        return self.room.bytes + self.speaker.bytes + self.pcm


class Aloud(Body):
    """A text to be read aloud; answered by a WAV file."""

    language: str
    text: str
    rate: Annotated[float, Field(ge=0.5, le=2.5)] = 1.0
