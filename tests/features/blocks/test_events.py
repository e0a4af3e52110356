"""Every event there is: hidden between two of whom one blocked the other, or listed here with the reason."""

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from enishi import clock
from enishi.deeds import ALWAYS, Hidden
from enishi.features.blocks.wire import BlocksChanged
from enishi.features.drafts.wire import Drafting
from enishi.features.languages.wire import LanguageArrives, LanguagesOffered
from enishi.features.mirror.wire import Mirrored
from enishi.features.private_rooms.wire import RoomOpened
from enishi.features.profiles.wire import ProfileChanged
from enishi.features.questions.wire import Question, asked
from enishi.features.reactions.wire import Reacted
from enishi.features.reports.wire import Reported, ReportsChanged
from enishi.features.voice.listeners import Listeners
from enishi.features.voice.wire import Listen, Silenced, Sound
from enishi.gathering.messages.wire import Edited, Posted, Removed
from enishi.gathering.people import wire as people
from enishi.gathering.people.wire import Presence
from enishi.gathering.translations.wire import GlossaryChanged, Untranslated, translated
from enishi.live.hub import Hub
from enishi.model import Member, Message, Translation
from enishi.protocol import Beat, CaughtUp, Done, Event, Leaving, Refused, Welcome
from scripts.wire import EVENTS
from tests.support.facts import ROOM
from tests.support.readers import sit, turn

ADA, RUI, EVA = (Member(clock.new_id(), name, "en") for name in ("Ada", "Rui", "Eva"))
EARLIER, SINCE, LATER = (UUID(int=n << 80) for n in (1, 2, 3))
"""The id of a message, the moment of the block, and the id of another message."""

TOLD: dict[type[Event], str] = {
    Welcome: "one's own; who is here and what is unread in it leave out who is hidden",
    CaughtUp: "one's own; each fact in it is asked by itself",
    Beat: "numbers of rooms",
    Leaving: "the server's",
    Done: "one's own",
    Refused: "one's own",
    Mirrored: "one's own words",
    Silenced: "one's own voice",
    BlocksChanged: "one's own",
    people.DevicesChanged: "one's own",
    RoomOpened: "one's own; there is none for a room with somebody alone whom one blocked",
    people.MemberJoined: "who belongs to a room stands in its list, away or not, under the present name",
    people.RoleChanged: "the same; and a host or steward acts for the room",
    people.RoomChanged: "what hosts say of the room is for all in it",
    people.RoomDeleted: "names nobody",
    people.Renewed: "names nobody",
    ProfileChanged: "names who has another profile: one that may be read by all in the room",
    Reported: "who reported is told what came of it; hosts and stewards act for the room",
    ReportsChanged: "names nobody",
    GlossaryChanged: "names nobody; terms belong to the room",
    LanguagesOffered: "names nobody",
    LanguageArrives: "what the room lacks; who wants a language may be away",
}


def events(author: Member, message: UUID, other: Member) -> list[Event]:
    """One of each kind that tells what the author does; those about a message, of this one."""
    said = Message(message, ROOM, author.id, "en", "words", clock.now(), seq=1, changed=1)
    theirs = replace(said, author=other.id)
    made = Translation(ROOM, message, 1, "en", "palavras", seq=2)
    question = Question(ROOM, message, other.id, 1, "en", seq=3)
    reaction = {"room": ROOM, "seq": 4, "message": message, "sign": "👍", "given": True}
    return [
        *(kind(room=ROOM, seq=1, message=said) for kind in (Posted, Edited, Removed)),
        translated(said, made),
        Untranslated(room=ROOM, author=author.id, message=message, of=1, language="en", code="x", sentence="X."),
        asked(author.id, question),
        asked(other.id, replace(question, member=author.id)),
        Reacted(**reaction, member=author.id, author=theirs.author),
        Reacted(**reaction, member=other.id, author=author.id),
    ]


def passing(author: Member) -> list[Event]:
    """One of each kind that tells what the author does just now."""
    draft = Drafting(room=ROOM, author=author.id, source="en", language="en", settled="words", open="")
    return [draft, Presence(room=ROOM, member=author, here=True)]


def test_every_kind_of_event_is_hidden_or_has_a_reason() -> None:
    hidden = {type(event) for event in (*events(ADA, LATER, EVA), *passing(ADA))}
    assert hidden.isdisjoint(TOLD)
    assert hidden | TOLD.keys() == set(EVENTS)
    assert [kind for kind in TOLD if kind.deeds is not Event.deeds] == []


async def heard(event: Event, hidden: dict[UUID, Hidden]) -> list[bool]:
    """Whether Ada, Rui and Eva are sent it."""
    hub = Hub(lambda reader: hidden.get(reader, {}))
    lines = [sit(hub, who)[1] for who in (ADA, RUI, EVA)]
    hub.deliver(event)
    hub.deliver(GlossaryChanged(room=ROOM))  # what is gathered goes before it
    await turn()
    return [len(line.heard) == 2 for line in lines]


@pytest.mark.parametrize("author", [ADA, RUI], ids=["who blocks", "who is blocked"])
async def test_neither_is_sent_what_the_other_does_and_everybody_else_is(author: Member) -> None:
    blocked: dict[UUID, Hidden] = {ADA.id: {RUI.id: ALWAYS}, RUI.id: {ADA.id: SINCE}}
    for event in (*events(author, LATER, EVA), *passing(author)):
        before, after = await heard(event, {}), await heard(event, blocked)
        assert before[0] or before[1], event
        assert after == [before[0] and author is ADA, before[1] and author is RUI, before[2]], event


async def test_what_was_said_before_stays_for_who_is_blocked_alone() -> None:
    for event, since in product(events(ADA, EARLIER, EVA), (SINCE, ALWAYS)):
        before, after = await heard(event, {}), await heard(event, {RUI.id: {ADA.id: since}})
        assert after[1] == (before[1] and since is SINCE), event


async def test_who_is_connected_follows_at_once() -> None:
    hidden: dict[UUID, Hidden] = {}
    hub = Hub(lambda reader: hidden.get(reader, {}))
    (here, line), (_, other) = sit(hub, ADA), sit(hub, EVA)
    for state in ({}, {ADA.id: {RUI.id: ALWAYS}}, {}):
        hidden.clear()
        hidden.update(state)
        assert hub.regroup(ADA.id) == (here,)
        hub.deliver(events(RUI, LATER, EVA)[0])
    await turn()
    assert (len(line.heard), len(other.heard)) == (2, 3)
    assert hub.regroup(RUI.id) == (), "nobody of that name is connected"
    assert len(hub._rooms[ROOM]) == 1


async def test_a_room_without_anybody_who_blocks_has_one_group_a_language() -> None:
    hub = Hub()
    for who in (ADA, RUI, EVA):
        sit(hub, who)
    assert len(hub._rooms[ROOM]) == 1


class Ear:
    """A caller who listens."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.frames: list[bytes] = []

    def tell(self, event: Event) -> None:
        raise NotImplementedError

    def stream(self, frame: bytes) -> None:
        self.frames.append(frame)

    def at_leave(self, key: object, end: object) -> None:
        pass


class Known:
    """Who is hidden from whom, as the test says."""

    def __init__(self, hidden: dict[UUID, Hidden]) -> None:
        self._hidden = hidden

    def hidden_from(self, reader: UUID) -> Hidden:
        return self._hidden.get(reader, {})


async def test_a_voice_is_not_heard_either() -> None:
    listeners = Listeners(Known({RUI.id: {ADA.id: SINCE}}))  # type: ignore[arg-type]
    ears = [Ear(who) for who in (ADA, RUI, EVA)]
    for ear in ears:
        await listeners.listen(ear, Listen(nonce="n", room=ROOM))
    listeners.on_event(Sound(room=ROOM, speaker=ADA.id, pcm=b"aa"))
    assert [len(ear.frames) for ear in ears] == [0, 0, 1]
