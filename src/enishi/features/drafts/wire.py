"""The command that shows a draft, and the event that carries it."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.deeds import Deed
from enishi.protocol import EVERYBODY, Audience, Command, RoomEvent
from enishi.rights import Cost, Right


class Draft(Command):
    """Shows what is being written; nothing of it is kept. Empty text removes it, and so does a `post` by itself.

    Send the next one when this is answered, with the newest words. A draft that nothing follows for 60 s is gone, too.
    """

    needs: ClassVar = Right.WRITE
    costs: ClassVar = Cost.DRAFT

    type: Literal["draft"] = "draft"
    room: UUID
    text: str = Field(description="The whole text so far.")
    language: str | None = Field(None, description="Where it is left out, the server identifies it.")
    spoken: bool = Field(default=False, description="Whether the words are spoken, and recognised by the client.")


class Drafting(RoomEvent):
    """What a member is writing, or saying, right now. Not durable; each event replaces the one before it.

    In the language it is written in it comes to every reader of the room at once; in each other language being read, to
    the readers of that language. Without any words the draft is gone: sent, removed, or left.
    """

    type: Literal["drafting"] = "drafting"
    author: UUID
    source: str = Field(description="The language in which it is written.")
    language: str = Field(description="The language of these words.")
    settled: str = Field(
        description="Words that hardly change while their sentence grows; its end may put them right once more."
    )
    open: str = Field(description="Words that follow `settled`, and change seldom.")
    guess: str = Field(
        "", description="All that follows `settled` by the newest translation, in place of `open`; it changes often."
    )
    spoken: bool = False

    @property
    def audience(self) -> Audience:
        """Everybody for the words as they are written, else the readers of the language."""
        return EVERYBODY if self.language == self.source else Audience(language=self.language)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The writer's."""
        return (Deed(self.author),)

    @property
    def droppable(self) -> bool:
        """Not the last one: a draft whose end was left out would stay on the screen."""
        return not self.ended

    @property
    def ended(self) -> bool:
        """Whether the draft is gone."""
        return not (self.settled or self.open or self.guess)
