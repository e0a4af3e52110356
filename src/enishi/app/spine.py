"""Wires the spine: from the store, the workers and the bus to the house that features stand on."""

from contextlib import AsyncExitStack

from enishi.app.base import Base
from enishi.app.cluster import Cluster
from enishi.auth.access import Access
from enishi.auth.limits import Limits
from enishi.auth.sessions import Sessions
from enishi.auth.sessions_table import SessionSource
from enishi.bus.bus import Stage, Subscription
from enishi.doors.callers import Callers
from enishi.doors.house import House
from enishi.gathering.dues.dues import Dues
from enishi.gathering.facts.commit import Committer
from enishi.gathering.facts.event_cache import EventCache
from enishi.gathering.facts.sources import Sources
from enishi.gathering.messages.language_id import LanguageIdentifier
from enishi.gathering.messages.posting import Posting
from enishi.gathering.messages.source import MessageSource
from enishi.gathering.messages.standings import Standings
from enishi.gathering.people.audit_table import AuditSource
from enishi.gathering.people.blocks_table import BlockSource
from enishi.gathering.people.members_table import MemberSource
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.roles import Roles
from enishi.gathering.people.room_sources_table import MembershipSource, RoomSource
from enishi.gathering.people.rooms import Rooms
from enishi.gathering.translations.back_translation import BackTranslation
from enishi.gathering.translations.history import History
from enishi.gathering.translations.interpreting import Interpreting
from enishi.gathering.translations.memory_table import MemorySource
from enishi.gathering.translations.room_translator import RoomTranslator
from enishi.gathering.translations.suggestions_table import SuggestionSource
from enishi.gathering.translations.table import TranslationSource
from enishi.gathering.translations.terms_table import TermSource
from enishi.settings import Settings


async def open_spine(settings: Settings, base: Base, stack: AsyncExitStack) -> House:
    """The house; the stack stops what runs in the background."""
    store, bus = base.store, base.bus
    sources = spine_sources()
    attendance = Attendance(bus, base.process)
    committer = Committer(store, bus)
    room_translator = RoomTranslator(store, base.translator)
    back_translation = BackTranslation(committer, room_translator, base.translator)
    cluster = Cluster(settings, base, sources, attendance)
    interpreting = Interpreting(
        committer,
        store,
        bus,
        translator=room_translator,
        attendance=attendance,
        back_translation=back_translation,
        lease=cluster.lease,
    )
    base.translator.watch(interpreting.retry)
    for background in (back_translation, interpreting):
        stack.push_async_callback(background.close)
    cache = EventCache()
    rooms = Rooms(store, bus, attendance, settings.limits.rooms)
    identifier = LanguageIdentifier(store, base.detector)
    access = Access(store)
    bus.subscribe(
        Subscription(base.blocks.on_event, Stage.STATE),
        Subscription(rooms.on_event, Stage.STATE),
        Subscription(access.on_event, Stage.STATE),
        Subscription(room_translator.on_event, Stage.STATE),
        Subscription(interpreting.on_event, others=False),
    )
    await base.blocks.load()
    await stack.enter_async_context(cluster.joined(interpreting, cache))
    sessions = Sessions(store, bus.publish, days=settings.session_days, lifetime_days=settings.session_lifetime_days)
    limits = Limits(
        posts_per_minute=settings.posts_per_minute,
        joins_per_minute=settings.joins_per_minute,
        together=settings.limits.together,
    )
    return House(
        settings=settings,
        store=store,
        bus=bus,
        hub=base.hub,
        pool=base.pool,
        translator=base.translator,
        detector=base.detector,
        recognition=base.recognition,
        synthesis=base.synthesis,
        languages=base.languages,
        sources=sources,
        blobs=base.blobs,
        committer=committer,
        dues=Dues(store, bus.publish),
        attendance=attendance,
        blocks=base.blocks,
        rooms=rooms,
        roles=Roles(store, bus),
        standings=Standings(store, rooms, attendance, base.blocks),
        room_translator=room_translator,
        identifier=identifier,
        posting=Posting(committer, bus, sources, identifier, languages=base.languages, longest=settings.message_length),
        history=History(store, sources, interpreting, cache, base.blocks, cluster.ready),
        access=access,
        limits=limits,
        sessions=sessions,
        callers=Callers(sessions, access, limits, settings.url),
    )


def spine_sources() -> Sources:
    """The sources of the spine's own tables; features add theirs."""
    sources = Sources()
    sources.add(
        MessageSource(sources),
        TranslationSource(),
        MemorySource(),
        TermSource(),
        SuggestionSource(),
        MemberSource(),
        SessionSource(),
        RoomSource(),
        MembershipSource(),
        AuditSource(),
        BlockSource(),
    )
    return sources
