"""The features of the house, in the order in which they are opened; the one list that names them."""

from collections.abc import Callable, Sequence

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.bans import open_bans
from enishi.features.blocks import open_blocks
from enishi.features.corrections import open_corrections
from enishi.features.devices import open_devices
from enishi.features.drafts import open_drafts
from enishi.features.glossary import open_glossary
from enishi.features.invites import open_invites
from enishi.features.languages import open_languages
from enishi.features.mirror import open_mirror
from enishi.features.moderation import open_moderation
from enishi.features.own_data import open_own_data
from enishi.features.passkeys import open_passkeys
from enishi.features.private_rooms import open_private_rooms
from enishi.features.profiles import open_profiles
from enishi.features.questions import open_questions
from enishi.features.reactions import open_reactions
from enishi.features.reading import open_reading
from enishi.features.recovery import open_recovery
from enishi.features.reports import open_reports
from enishi.features.retargeting import open_retargeting
from enishi.features.roles import open_roles
from enishi.features.rooms import open_rooms
from enishi.features.search import open_search
from enishi.features.translation_api import open_translation_api
from enishi.features.voice import open_voice
from enishi.features.welcome import open_welcome
from enishi.features.writing import open_writing

FEATURES: Sequence[Callable[[House], Feature]] = (
    open_writing,
    open_reading,
    open_search,
    open_rooms,
    open_private_rooms,
    open_blocks,
    open_invites,
    open_devices,
    open_passkeys,
    open_recovery,
    open_roles,
    open_moderation,
    open_bans,
    open_reports,
    open_profiles,
    open_own_data,
    open_retargeting,
    open_corrections,
    open_questions,
    open_reactions,
    open_glossary,
    open_mirror,
    open_drafts,
    open_languages,
    open_voice,
    open_translation_api,
    open_welcome,
)
