"""The wire: every command that comes in and every event that goes out; also what the bus carries.

Delivery: a post that was answered with `done` is on disk, and repeating it with the same nonce changes nothing. Every
durable event carries its `room` and its `seq`, which grows by one with each fact of the room. A client remembers, for
each room, the highest `seq` it was told of (it may count events that arrive before the room's first `caught_up` of a
connection only once that has come); `resume` with `since` brings everything after it. Facts may arrive twice and are
then the same. Translations into languages that a client does not read are not sent to it, so it sees gaps in the
numbers; it has missed something exactly when a `beat` names a higher number for the room than it has seen.

The server closes a connection with 4401 when the session is over, with 4403 when a foreign page opened it, and with
4408 when its reader took too long to read: come back then, and resume. Before that, who is behind is told no drafts.

The protocol grows by adding: skip fields and tags that you do not know.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from enishi.model import Kind

Nonce = Annotated[
    str, Field(min_length=1, max_length=64, description="Chosen by the client; comes back in the answer.")
]
nonces: TypeAdapter[str] = TypeAdapter(Nonce)

LARGEST = 2**53 - 1
"""The largest whole number that every language's numbers can hold."""

Number = Annotated[int, Field(ge=0, le=LARGEST)]


class Wire(BaseModel):
    """What crosses the wire: frozen, and deaf to fields it does not know."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class StepView(Wire):
    """One leg of a translation's route."""

    engine: str
    source: str
    target: str


class MemberView(Wire):
    """Who takes part: what they read, and the languages they want left as they are."""

    id: UUID
    name: str
    language: str
    understands: frozenset[str] = frozenset()
    host: bool = False
    kind: Kind = Kind.PERSON


class MessageView(Wire):
    """A message in its original words; `changed` is the number of its newest form."""

    id: UUID
    room: UUID
    seq: Number
    changed: Number
    author: UUID
    language: str
    text: str
    sent_at: datetime
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    reply_to: UUID | None = None
    spoken: bool = Field(default=False, description="Whether somebody spoke, and these are the words as recognised.")


class TranslationView(Wire):
    """A message in another language; `of` is the `changed` number of the form that it renders."""

    room: UUID
    message: UUID
    seq: Number
    of: Number
    language: str
    text: str
    route: tuple[StepView, ...] = ()
    doubts: tuple[str, ...] = Field(
        default=(),
        description="Why it may be wrong; stable: length, repeats, copied, script, numbers, pieces, term, back.",
    )
    corrected_by: UUID | None = Field(None, description="The member whose words these are, if not an engine's.")


class QuestionView(Wire):
    """A reader did not understand a message; it stands until the message has another form than `of`."""

    room: UUID
    message: UUID
    member: UUID = Field(description="Who asks.")
    seq: Number
    of: Number
    language: str = Field(description="The language in which they read it.")
    phrase: str | None = Field(None, description="What they marked; null for the whole message.")
    meaning: str | None = Field(None, description="The phrase in the writer's language, once it is translated.")


class PageView(Wire):
    """A stretch of messages, oldest first, with translations into the reader's language.

    A writer finds the translations of their own messages into every language here too, and what others asked about
    them; a reader finds what they asked.
    """

    messages: tuple[MessageView, ...] = ()
    translations: tuple[TranslationView, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    earlier: bool = Field(default=False, description="Whether the room has messages before these.")


class RoomView(Wire):
    """A room that the member may enter."""

    id: UUID
    title: str
    last: Number = Field(description="The number of the room's newest fact.")
    read: Number = Field(description="The number up to which this member has read.")
    unread: Number = Field(description="How many messages of others came after that.")
    welcome: bool = Field(
        default=False, description="Whether it is the room that greets newcomers with a sample conversation."
    )
    members: tuple[MemberView, ...] = ()
    here: frozenset[UUID] = Field(frozenset(), description="Which members are here now.")


# Commands: from the page to the server. Each is answered by one `done` or one `refused` with its nonce.


class Since(Wire):
    """How much of a room the client has: everything up to `since`; null for nothing."""

    room: UUID
    since: Number | None = None


class Command(Wire):
    """What the page asks for."""

    nonce: Nonce


class Hello(Command):
    """Comes first. The session is the cookie's. Answered by `welcome`, then by a `caught_up` for each room named."""

    type: Literal["hello"] = "hello"
    rooms: tuple[Since, ...] = ()


class Resume(Command):
    """Enters a room, or asks for what was missed in it; answered by `caught_up`."""

    type: Literal["resume"] = "resume"
    room: UUID
    since: Number | None = None


class Post(Command):
    """Says something. `language` is the language of the text; where it is left out, the server finds out."""

    type: Literal["post"] = "post"
    room: UUID
    text: str
    language: str | None = None
    reply_to: UUID | None = None
    spoken: bool = Field(default=False, description="Whether the words were spoken, and recognised by the client.")


class Edit(Command):
    """Gives one's own message other words; every translation of it is made anew."""

    type: Literal["edit"] = "edit"
    room: UUID
    message: UUID
    text: str


class Relabel(Command):
    """Says which language one's own message is in; told as `edited`, and every translation of it is made anew."""

    type: Literal["relabel"] = "relabel"
    room: UUID
    message: UUID
    language: str


class Remove(Command):
    """Takes one's own message back, with every translation of it."""

    type: Literal["remove"] = "remove"
    room: UUID
    message: UUID


class Correct(Command):
    """Puts one's own words in place of a translation into a language that one reads; told as `translated`."""

    type: Literal["correct"] = "correct"
    room: UUID
    message: UUID
    of: Number = Field(description="The `changed` number of the form that is meant.")
    language: str
    text: str


class Uncorrect(Command):
    """Takes back a correction, one's own or as a host; the engines' words come as `translated`."""

    type: Literal["uncorrect"] = "uncorrect"
    room: UUID
    message: UUID
    language: str


class Unclear(Command):
    """Asks the writer of a message for other words; told as `asked`. A second question takes the first one's place.

    Other words (`edit`), another language (`relabel`) or a removal answer it: with the message's new form it is gone.
    """

    type: Literal["unclear"] = "unclear"
    room: UUID
    message: UUID
    phrase: str | None = Field(
        None, description="The words that were not understood, as the reader reads them; null for the whole message."
    )


class Mirror(Command):
    """Asks how words would arrive in the languages being read in the room now; nothing of it is kept.

    Answered by `done`, then by `mirrored` with the same nonce, unless this connection asks for another one before that.
    """

    type: Literal["mirror"] = "mirror"
    room: UUID
    text: str
    language: str


class Speak(Command):
    """Begins to speak in a room: everybody reads along, and each utterance becomes a message when it ends.

    The binary WebSocket messages that follow on this connection are what is heard: PCM of 16 kHz, mono, 16 bits
    little-endian, about 100 ms each. The sound itself is never kept; who asked for it with `listen` hears it, too. A
    second `speak` ends the first. Refused as `no_recogniser` where the server cannot hear that language.
    """

    type: Literal["speak"] = "speak"
    room: UUID
    language: str | None = Field(None, description="The language that is spoken; null for the one the member reads.")


class Hush(Command):
    """Stops speaking; answered when what was still to be recognised is posted."""

    type: Literal["hush"] = "hush"
    room: UUID


class Listen(Command):
    """Hears the voices of who speaks in a room, and no longer those of another room; never one's own.

    They come in binary WebSocket messages: 16 bytes of the room's id, 16 of the speaker's, and 100 ms of sound as in
    `speak`. What this connection cannot take at once is lost. Where the speaker's own device recognises what they say,
    there is nothing to hear.
    """

    type: Literal["listen"] = "listen"
    room: UUID | None = Field(description="Null to hear nobody.")


class Draft(Command):
    """Says what is being written; nothing of it is kept. Empty text takes it back, and so does a `post` by itself.

    Send the next one when this is answered, with the newest words. A draft that nothing follows for 60 s is gone, too.
    """

    type: Literal["draft"] = "draft"
    room: UUID
    text: str = Field(description="The whole text so far.")
    language: str | None = Field(None, description="Where it is left out, the server finds out.")
    spoken: bool = Field(default=False, description="Whether the words are spoken, and recognised by the client.")


class Read(Command):
    """Moves the read pointer forward to `seq`."""

    type: Literal["read"] = "read"
    room: UUID
    seq: Number


class Retarget(Command):
    """Reads another language from now on, in every room; answered by a `caught_up` for each room entered, too."""

    type: Literal["retarget"] = "retarget"
    language: str
    understands: frozenset[str] = frozenset()


class Interpret(Command):
    """Asks for these messages in one's own language: those not translated yet, or whose translation failed."""

    type: Literal["interpret"] = "interpret"
    room: UUID
    messages: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    again: bool = Field(default=False, description="Whether to try even those that failed before.")


AnyCommand = Annotated[
    Hello
    | Resume
    | Post
    | Edit
    | Relabel
    | Remove
    | Correct
    | Uncorrect
    | Unclear
    | Mirror
    | Speak
    | Hush
    | Listen
    | Draft
    | Read
    | Retarget
    | Interpret,
    Field(discriminator="type"),
]
commands: TypeAdapter[AnyCommand] = TypeAdapter(AnyCommand)


# Events: from the server to the page.


class Sound(Wire):
    """A moment of what somebody says; the one event that a page gets not as JSON, but as `listen` describes it."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    type: Literal["sound"] = "sound"
    room: UUID
    speaker: UUID
    pcm: bytes

    def __bytes__(self) -> bytes:
        """As it crosses the wire."""
        return self.room.bytes + self.speaker.bytes + self.pcm


class Welcome(Wire):
    """Who the client is, the rooms it may enter, and the languages that can be chosen."""

    type: Literal["welcome"] = "welcome"
    me: MemberView
    rooms: tuple[RoomView, ...]
    languages: tuple[str, ...]
    hears: tuple[str, ...] = Field((), description="The languages in which the server recognises speech.")
    speaks: tuple[str, ...] = Field((), description="The languages that the server can read aloud.")


class CaughtUp(Wire):
    """Everything up to `seq` has been told. `page` adds to what the client has; when `fresh`, it replaces it."""

    type: Literal["caught_up"] = "caught_up"
    room: UUID
    seq: Number
    fresh: bool
    page: PageView


class Posted(Wire):
    """A member said something."""

    type: Literal["posted"] = "posted"
    room: UUID
    seq: Number
    message: MessageView


class Translated(Wire):
    """A message in another language: sent to the readers of that language, and to its writer."""

    type: Literal["translated"] = "translated"
    room: UUID
    seq: Number
    author: UUID = Field(description="Who wrote the message.")
    language: str
    translation: TranslationView


class Untranslated(Wire):
    """A message could not be translated into `language`; `interpret` tries again. Not durable."""

    type: Literal["untranslated"] = "untranslated"
    room: UUID
    author: UUID = Field(description="Who wrote the message.")
    message: UUID
    of: Number
    language: str
    code: str = Field(description="Stable: no_route, engine_failed, engine_timeout, engine_died.")
    sentence: str


class Edited(Wire):
    """A message has other words, or is in another language than was thought; its earlier translations are void.

    `edited_at` tells when the words last changed; another language leaves it as it is.
    """

    type: Literal["edited"] = "edited"
    room: UUID
    seq: Number
    message: MessageView


class Removed(Wire):
    """A message was taken back; its words and translations are void."""

    type: Literal["removed"] = "removed"
    room: UUID
    seq: Number
    message: MessageView


class Asked(Wire):
    """A reader did not understand a message: told to its writer and to who asks.

    Told once more, with a new number, when what was marked is translated for the writer.
    """

    type: Literal["asked"] = "asked"
    room: UUID
    seq: Number
    author: UUID = Field(description="Who wrote the message.")
    question: QuestionView


class ReflectionView(Wire):
    """How words arrive in a language; `back` is brought back from there into the language they were written in."""

    language: str
    text: str | None = Field(None, description="Null when they cannot be translated: `code` and `sentence` say why.")
    route: tuple[StepView, ...] = ()
    doubts: tuple[str, ...] = Field((), description="Why it may be wrong, as in `TranslationView`.")
    back: str | None = Field(None, description="Null when there is no way back.")
    code: str | None = None
    sentence: str | None = None


class Mirrored(Wire):
    """How the words of a `mirror` arrive; told to who asked, on that connection only. Not durable."""

    type: Literal["mirrored"] = "mirrored"
    nonce: Nonce
    room: UUID
    text: str
    language: str
    renderings: tuple[ReflectionView, ...]


class Silenced(Wire):
    """The server stopped listening by itself; told to who spoke, on that connection only. Not durable.

    What was recognised until then is posted; `speak` begins anew.
    """

    type: Literal["silenced"] = "silenced"
    room: UUID
    code: str = Field(description="Stable: recogniser_died, recogniser_timeout, recogniser_failed, recogniser_behind.")
    sentence: str


class Drafting(Wire):
    """What a member is writing, or saying, right now. Not durable; each event takes the place of the one before it.

    In the language it is written in it comes to every reader of the room at once; in each other language being read, to
    the readers of that language. With nothing in `settled` and `open` the draft is gone: sent, taken back, or left.
    """

    type: Literal["drafting"] = "drafting"
    room: UUID
    author: UUID
    source: str = Field(description="The language in which it is written.")
    language: str = Field(description="The language of these words.")
    settled: str = Field(
        description="Words that stay while their sentence grows; its end, or a pause of the writer, may put them right."
    )
    open: str = Field(description="What follows them, and may still change.")
    spoken: bool = False


class GlossaryChanged(Wire):
    """A term came, changed or went: whoever shows the room's glossary asks for it again. Not durable."""

    type: Literal["glossary_changed"] = "glossary_changed"
    room: UUID


class Presence(Wire):
    """A member came, left, or changed what they read. Not durable."""

    type: Literal["presence"] = "presence"
    room: UUID
    member: MemberView
    here: bool


class Beat(Wire):
    """The heartbeat: the clock, and the newest number of each room that this client entered, in its language."""

    type: Literal["beat"] = "beat"
    now: datetime
    rooms: dict[UUID, Number]


class Leaving(Wire):
    """The server stops: come back after `wait` seconds, which are not the same for everybody."""

    type: Literal["leaving"] = "leaving"
    wait: float


class Done(Wire):
    """The command with this nonce is done, and on disk where it says something. `message` names what was posted."""

    type: Literal["done"] = "done"
    nonce: Nonce
    message: UUID | None = None
    seq: Number | None = None


class Refused(Wire):
    """The command was not done; `code` is stable, `sentence` is for people. The connection lives on."""

    type: Literal["refused"] = "refused"
    nonce: str | None = None
    code: str
    sentence: str
    retry_after: float | None = Field(None, description="Seconds to wait before trying again.")


AnyEvent = Annotated[
    Welcome
    | CaughtUp
    | Posted
    | Translated
    | Untranslated
    | Edited
    | Removed
    | Asked
    | Mirrored
    | GlossaryChanged
    | Silenced
    | Drafting
    | Presence
    | Beat
    | Leaving
    | Done
    | Refused,
    Field(discriminator="type"),
]
events: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)

AnyFact = Posted | Edited | Removed | Translated | Asked
"""What is durable: each has a number of its room."""


# News: from one server process to another, beside the events. No page sees them.


class Attending(Wire):
    """Members who are in a room by way of this process, or are not any more."""

    type: Literal["attending"] = "attending"
    process: UUID
    room: UUID
    members: tuple[MemberView, ...]
    here: bool


class RollCall(Wire):
    """A process has come, and asks the others who is here."""

    type: Literal["roll_call"] = "roll_call"


class Retargeted(Wire):
    """A member reads another language from now on, wherever they are connected."""

    type: Literal["retargeted"] = "retargeted"
    member: MemberView


class Dismissed(Wire):
    """A member's session ended: so do their connections."""

    type: Literal["dismissed"] = "dismissed"
    member: UUID


class Forgotten(Wire):
    """Words that were taken back; nobody remembers their translations."""

    type: Literal["forgotten"] = "forgotten"
    text: str


AnyNews = Annotated[
    AnyEvent | Sound | Attending | RollCall | Retargeted | Dismissed | Forgotten,
    Field(discriminator="type"),
]
news: TypeAdapter[AnyNews] = TypeAdapter(AnyNews)


# HTTP: what the REST door takes and gives.


class House(Wire):
    """What the door needs before anybody is in: the languages on offer, and who one is already."""

    languages: tuple[str, ...]
    me: MemberView | None = None


class InvitePreview(Wire):
    """Where an invite leads."""

    room: str
    welcome: bool = False
    expires_at: datetime | None = None


class Join(Wire):
    """Comes in with an invite: a name, and the language to read. Somebody with a session keeps who they are."""

    invite: str = Field(max_length=200)
    name: str
    language: str
    understands: frozenset[str] = frozenset()


class Joined(Wire):
    """Who the member is now, and the room the invite led to."""

    me: MemberView
    room: UUID


class MakeRoom(Wire):
    """Makes a room; only hosts may."""

    title: str


class MakeInvite(Wire):
    """Makes an invite link; only hosts may. Without limits it lasts until it is revoked."""

    host: bool = Field(default=False, description="Whether who comes in becomes a host too.")
    expires_in: Annotated[int, Field(ge=60, le=366 * 86400)] | None = Field(None, description="Seconds.")
    uses: Annotated[int, Field(ge=1, le=100_000)] | None = None


class InviteView(Wire):
    """An invite; `link` and `qr` (an SVG) are told once, when it is made: afterwards only its hash is kept."""

    id: UUID
    room: UUID
    host: bool
    made_at: datetime
    expires_at: datetime | None = None
    uses_left: int | None = None
    link: str | None = None
    qr: str | None = None


class TermView(Wire):
    """A term of a room's glossary: left alone in every language, or put as `translations` say, by language."""

    id: UUID
    text: str
    language: str | None = Field(None, description="The language that the term is in; null where it is left alone.")
    translations: dict[str, str]
    made_by: UUID = Field(description="Who made it, or changed it last.")
    made_at: datetime


class PutTerm(Wire):
    """Adds or changes a term; without translations it is left alone in every language."""

    text: str
    language: str | None = None
    translations: dict[str, str] = Field(default={}, max_length=200)


class Aloud(Wire):
    """A text to be read aloud; answered by a WAV file."""

    language: str
    text: str
    rate: Annotated[float, Field(ge=0.5, le=2.5)] = 1.0


class Imported(Wire):
    """What became of a file: the entries that were taken, and those whose languages are not known here."""

    taken: int
    left_out: int


class Trouble(Wire):
    """The body of every HTTP answer that is not a success."""

    code: str
    sentence: str
    retry_after: float | None = None
    line: int | None = Field(None, description="The line of the file that was sent, where one cannot be read.")
