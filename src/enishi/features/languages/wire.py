"""How languages come by themselves: what a client asks for, and what it is told of a language on its way."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from enishi.protocol import EVERYBODY, OWNERS, Audience, Command, Event, News, Number
from enishi.rights import Cost, Right

MOST = 200
"""Languages that one command can name."""


class Policy(StrEnum):
    """What happens when somebody reads a language that is not here."""

    ASK = "ask"
    AUTOMATIC = "automatic"
    NEVER = "never"


class State(StrEnum):
    """How far a language is."""

    ASKED = "asked"
    WAITING = "waiting"
    FETCHING = "fetching"
    READY = "ready"
    FAILED = "failed"
    UPDATE = "update"
    DROPPED = "dropped"


class AddLanguage(Command):
    """Has languages fetched that are not here, or newer models of those that are; `language_arrives` tells how far.

    `x-speech` is no language, but the recogniser of speech, one for all languages. Answered at once. Refused with
    `unknown_language` where one can come from nowhere.
    """

    needs: ClassVar = Right.ADD_LANGUAGES
    costs: ClassVar = Cost.POST

    type: Literal["add_language"] = "add_language"
    languages: Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST)]


class SetLanguagePolicy(Command):
    """Says what happens when somebody reads a language that is not here.

    `ask`: owners, hosts and stewards are asked. `automatic`: it is fetched. `never`: nothing is fetched, and no list of
    models is asked for.
    """

    needs: ClassVar = Right.SET_LANGUAGE_POLICY
    costs: ClassVar = Cost.POST

    type: Literal["set_language_policy"] = "set_language_policy"
    policy: Policy


class LanguageArrives(Event):
    """How far a language is that is not here yet, or of which there are newer models. Not durable.

    `x-speech` in its place is the recogniser of speech: somebody wants to speak what nothing here recognises.

    With a `room` it is told to everybody there: somebody in the room reads or writes the language. Without one it is
    told to owners of the house, wherever they are. A later event for the same language and room takes the place of this
    one; `ready` and `dropped` end it. While a language is fetched, an event comes twice a second at most.
    """

    type: Literal["language_arrives"] = "language_arrives"
    room: UUID | None = None
    language: str
    state: State = Field(
        description="`asked`: a host can add it. `waiting`, `fetching`: it comes. `ready`: it is here. `failed`: "
        "`code` and `sentence` say why. `update`: it is here, and a host can add newer models. `dropped`: nobody "
        "wants it any more."
    )
    wanted_by: tuple[str, ...] = Field(
        (), description="The names of members who read it, or want to speak; in a room, of its members."
    )
    spoken: tuple[str, ...] = Field((), description="Of `x-speech`: the languages that they want to speak.")
    have: Number = Field(0, description="Bytes that have come.")
    size: Number = Field(0, description="Bytes to fetch in all; 0 where that is not known.")
    code: str | None = Field(
        None,
        description="Stable: language_never (the policy), language_unlisted (it is in no list), no_route (it is here, "
        "and nothing leads to it from a language of the room), model_unreachable, model_refused, model_damaged, "
        "model_disk_full, model_budget, model.",
    )
    sentence: str | None = None

    @property
    def audience(self) -> Audience:
        """Everybody in the room; without one, owners of the house."""
        return OWNERS if self.room is None else EVERYBODY

    @property
    def droppable(self) -> bool:
        """Of a fetch the next event says more."""
        return self.state is State.FETCHING


class LanguagesOffered(Event):
    """Which languages can be chosen, whenever that changes; owners are told the policy when they enter a room, too."""

    type: Literal["languages_offered"] = "languages_offered"
    languages: tuple[str, ...] = Field(description="As in `welcome`.")
    can_come: dict[str, Number] = Field(description="As in `welcome`.")
    hears: tuple[str, ...] = Field((), description="As in `welcome`.")
    speech: Number = Field(
        0, description="The bytes of the recogniser of speech that hosts can add (`x-speech`); 0 where none can come."
    )
    policy: Policy

    @property
    def audience(self) -> Audience:
        """Everybody, wherever they are."""
        return EVERYBODY


class Ordered(News):
    """Languages shall be fetched; every process looks what its own directory of models lacks."""

    type: Literal["ordered"] = "ordered"
    languages: tuple[str, ...]


class PolicySet(News):
    """The host chose another policy."""

    type: Literal["policy_set"] = "policy_set"
    policy: Policy


class Fetching(News):
    """How far another process is that fetches a language."""

    type: Literal["fetching"] = "fetching"
    language: str
    have: int
    size: int
