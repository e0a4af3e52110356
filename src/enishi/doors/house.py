"""What features and doors stand on: the spine of the server, wired once, shared by all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Select

from enishi.auth.access import Access
from enishi.auth.limits import Limits
from enishi.auth.sessions import Sessions
from enishi.bus.bus import Bus
from enishi.deeds import hides
from enishi.doors.callers import Callers
from enishi.gathering.dues.dues import Dues
from enishi.gathering.facts.commit import Committer
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages.language_id import LanguageIdentifier
from enishi.gathering.messages.posting import Posting
from enishi.gathering.messages.standings import Standings
from enishi.gathering.people.blocks import Blocks
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.roles import Roles
from enishi.gathering.people.rooms import Rooms
from enishi.gathering.translations.history import History
from enishi.gathering.translations.room_translator import RoomTranslator
from enishi.languages import Choice
from enishi.live.hub import Hub
from enishi.model import Member
from enishi.protocol import Event
from enishi.settings import Settings
from enishi.speech.recognition_sessions import RecognitionSessions
from enishi.speech.synthesis import SpeechSynthesis
from enishi.store.blobs.blobs import Blobs
from enishi.store.store import Store
from enishi.translate.pool.workers import Workers
from enishi.translate.text.language_detection import Detector
from enishi.translate.translator import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Made once, before the features are opened."""

    settings: Settings
    store: Store
    bus: Bus
    hub: Hub
    pool: Workers
    translator: Translator
    detector: Detector
    recognition: RecognitionSessions
    synthesis: SpeechSynthesis
    languages: Choice
    sources: Sources
    blobs: Blobs
    committer: Committer
    dues: Dues
    attendance: Attendance
    blocks: Blocks
    rooms: Rooms
    roles: Roles
    standings: Standings
    room_translator: RoomTranslator
    identifier: LanguageIdentifier
    posting: Posting
    history: History
    access: Access
    limits: Limits
    sessions: Sessions
    callers: Callers
    greetings: list[Callable[[Member, UUID], Iterable[Event]]] = field(default_factory=list)
    """What each feature tells a reader who enters a room; filled when the features are opened."""

    ways_back: list[Select[tuple[UUID]]] = field(default_factory=list)
    """Who can come back without a session, by each feature; filled when the features are opened."""

    def greet(self, reader: Member, room: UUID) -> Iterable[Event]:
        """The passing state of a room, for a reader who enters it now or reads another language."""
        hidden = self.blocks.hidden_from(reader.id)
        for greeting in self.greetings:
            yield from (event for event in greeting(reader, room) if not hides(hidden, event.deeds))
