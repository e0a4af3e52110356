"""A draft ends with the message that becomes of it, and with no other."""

from dataclasses import replace
from pathlib import Path

from enishi import clock
from enishi.bus.bus import Subscription
from enishi.features.drafts.remote import RemoteDrafts
from enishi.features.drafts.verbs import Drafts
from enishi.features.drafts.wire import Drafting
from enishi.gathering.messages.wire import Posted
from enishi.model import Member
from enishi.protocol import Event
from tests.support.facts import ROOM, posted
from tests.support.house import furnished
from tests.support.server import silent

ADA = Member(clock.new_id(), "Ada", "en")


def said(*, spoken: bool) -> Posted:
    event = posted(1, author=ADA.id)
    return event.model_copy(update={"message": replace(event.message, spoken=spoken)})


async def test_who_writes_goes_on_writing_when_they_have_said_something_aloud(tmp_path: Path) -> None:
    told = list[str]()

    def hear(event: Event) -> None:
        assert isinstance(event, Drafting)
        told.append(event.settled)

    async with furnished(silent(tmp_path)) as house:
        house.bus.subscribe(Subscription(hear))
        drafts = Drafts(house, RemoteDrafts(house.bus))
        drafts.show(ADA, ROOM, "typed", "en")
        drafts.on_event(said(spoken=True))
        assert told == ["typed"]
        drafts.on_event(said(spoken=False))
        assert told == ["typed", ""]
        drafts.show(ADA, ROOM, "spoken", "en", spoken=True)
        drafts.on_event(said(spoken=False))
        drafts.on_event(said(spoken=True))
        assert told == ["typed", "", "spoken", ""]
