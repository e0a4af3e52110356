"""A draft ends with the message that becomes of it, and with no other."""

from pathlib import Path

from enishi import clock, protocol
from enishi.bus.local import LocalBus
from enishi.features.drafts.remote import Overhearing
from enishi.features.drafts.verbs import Drafting
from enishi.gathering.messages.language_id import Recognising
from enishi.gathering.people.presence import Attendance
from enishi.gathering.translations.room_translator import Glossaries
from enishi.model import Member
from enishi.protocol import AnyNews, Posted
from enishi.settings import Settings
from enishi.store.sqlite import SQLiteStore
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.text.language_detection import Detector
from enishi.translate.translator import Translator
from tests.support.facts import ROOM, posted

ADA = Member(clock.new_id(), "Ada", "en")


def said(*, spoken: bool) -> Posted:
    event = posted(1, author=ADA.id)
    return event.model_copy(update={"message": event.message.model_copy(update={"spoken": spoken})})


async def test_who_writes_goes_on_writing_when_they_have_said_something_aloud(tmp_path: Path) -> None:
    bus, told = LocalBus(), list[str]()

    def hear(event: AnyNews) -> None:
        assert isinstance(event, protocol.Drafting)
        told.append(event.settled)

    bus.subscribe(hear)
    async with SQLiteStore(tmp_path) as store, Pool(process_slots(Settings(data=tmp_path))) as pool:
        glossaries = Glossaries(store, Translator({}, pool, 0))
        attendance, recognising = Attendance(bus, clock.new_id()), Recognising(store, Detector(["en"]))
        drafting = Drafting(bus, attendance, glossaries, recognising, Overhearing(bus), ["en"], 100, 2)
        drafting.say(ADA, ROOM, "typed", "en")
        drafting.hear(said(spoken=True))
        assert told == ["typed"]
        drafting.hear(said(spoken=False))
        assert told == ["typed", ""]
        drafting.say(ADA, ROOM, "spoken", "en", spoken=True)
        drafting.hear(said(spoken=False))
        drafting.hear(said(spoken=True))
        assert told == ["typed", "", "spoken", ""]
