"""What readers are sent of translations: made, failed; what waits for a language; that settled words changed."""

from collections.abc import Hashable
from typing import Literal
from uuid import UUID

from pydantic import Field

from enishi.deeds import Deed
from enishi.gathering.messages.wire import words_of
from enishi.model import Message, Translation
from enishi.protocol import EVERYBODY, Audience, Fact, News, Number, RoomEvent, Wire


class Translated(Fact):
    """A message in another language: sent to the readers of that language, and to its writer."""

    type: Literal["translated"] = "translated"
    author: UUID = Field(description="Who wrote the message.")
    language: str
    said: Number = Field(description="The number under which the message was first said.")
    translation: Translation

    @property
    def audience(self) -> Audience:
        """The readers of the language, and the writer."""
        return Audience(language=self.language, members=(self.author,))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The writer's; who corrected a translation is named in it, and it is the one that there is."""
        return (Deed(self.author, self.translation.message),)

    @property
    def replaces(self) -> tuple[Hashable, ...]:
        """The translation into the same language."""
        return *words_of(self.translation.message), "translation", self.language

    @property
    def first(self) -> int:
        """That of the message."""
        return self.said


class Untranslated(RoomEvent):
    """A message could not be translated into `language`; `interpret` tries again. Not durable.

    Of a message whose language is not here nothing is said: it waits, and `language_arrives` tells for what.
    """

    type: Literal["untranslated"] = "untranslated"
    author: UUID = Field(description="Who wrote the message.")
    message: UUID
    of: Number
    language: str
    code: str = Field(
        description="Stable: engine_failed, engine_timeout, engine_died, overloaded, text_too_costly, "
        "language_unrecognised."
    )
    sentence: str

    @property
    def audience(self) -> Audience:
        """The readers of the language, and the writer."""
        return Audience(language=self.language, members=(self.author,))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The writer's."""
        return (Deed(self.author, self.message),)


class RouteMissing(News):
    """Somebody in the room reads `target`, and nothing leads there from `source`: a message waits for a language."""

    type: Literal["route_missing"] = "route_missing"
    room: UUID
    source: str
    target: str


class GlossaryChanged(RoomEvent):
    """A term was added, changed or removed: a client that shows the glossary asks for it again. Not durable."""

    type: Literal["glossary_changed"] = "glossary_changed"

    @property
    def audience(self) -> Audience:
        """Everybody in the room."""
        return EVERYBODY


class Description(Wire):
    """What is said of a room or of a member, in the language of whoever asks."""

    text: str
    language: str | None = Field(description="Of `text`.")
    translated: bool = Field(default=False, description="Whether an engine made it of the words that were written.")


EVENTS = (Translated, Untranslated, RouteMissing, GlossaryChanged)


def translated(message: Message, kept: Translation) -> Translated:
    """The fact that tells a translation of a message."""
    return translated_of(message.author, message.seq, kept)


def translated_of(author: UUID, said: int, kept: Translation) -> Translated:
    """The same, by who wrote the message and the number under which it was first said."""
    return Translated(room=kept.room, seq=kept.seq, author=author, language=kept.language, said=said, translation=kept)


def translated_if_kept(message: Message, kept: Translation | None) -> Translated | None:
    """The same, or None where nothing was kept."""
    return None if kept is None else translated(message, kept)
