"""What a guest can do, and how often: the verbs that a connection's commands call."""

from collections.abc import Sequence
from dataclasses import dataclass

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.gathering.asking import Asking
from enishi.gathering.correcting import Correcting
from enishi.gathering.drafting import Drafting
from enishi.gathering.glossary import Glossary
from enishi.gathering.history import History
from enishi.gathering.mirroring import Mirroring
from enishi.gathering.posting import Posting
from enishi.gathering.presence import Attendance
from enishi.gathering.remembering import Remembering
from enishi.gathering.retargeting import Retargeting
from enishi.gathering.rooms import Rooms
from enishi.gathering.speaking import Speaking
from enishi.live.hub import Hub
from enishi.speech.voice import Voice


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
    voice: Voice
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
