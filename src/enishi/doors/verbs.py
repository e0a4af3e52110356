"""What a guest can do, and how often: the verbs that a connection's commands call."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.features.corrections.verbs import Correcting
from enishi.features.drafts.verbs import Drafting
from enishi.features.glossary.memory import Remembering
from enishi.features.glossary.verbs import Glossary
from enishi.features.mirror.verbs import Mirroring
from enishi.features.questions.verbs import Asking
from enishi.features.retargeting.verbs import Retargeting
from enishi.features.voice.verbs import Speaking
from enishi.gathering.messages.posting import Posting
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.rooms import Rooms
from enishi.gathering.translations.history import History
from enishi.live.hub import Hub
from enishi.speech.synthesis import SpeechSynthesis


@dataclass(frozen=True, slots=True)
class Verbs:
    """Made once, shared by every connection."""

    access: Access
    posting: Posting
    correcting: Correcting
    asking: Asking
    mirroring: Mirroring
    drafting: Drafting
    speaking: Speaking
    voice: SpeechSynthesis
    glossary: Glossary
    remembering: Remembering
    history: History
    rooms: Rooms
    retargeting: Retargeting
    attendance: Attendance
    hub: Hub
    languages: Sequence[str]
    posts: Limit
    mirrors: Limit
    drafts: Limit
