"""The verbs of the domain: what each is made of, and what it hears."""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack

from enishi.app.base import Base
from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.bus.bus import Bus, Handler
from enishi.doors.verbs import Verbs
from enishi.features.corrections.verbs import Correcting
from enishi.features.drafts.remote import Overhearing
from enishi.features.drafts.verbs import Drafting
from enishi.features.glossary.memory import Remembering
from enishi.features.glossary.verbs import Glossary
from enishi.features.mirror.verbs import Mirroring
from enishi.features.questions.verbs import Asking
from enishi.features.retargeting.verbs import Retargeting
from enishi.features.voice.verbs import Speaking
from enishi.gathering.facts.commit import Ledger
from enishi.gathering.facts.event_cache import Recent
from enishi.gathering.facts.ordering import Ordering
from enishi.gathering.messages.language_id import Recognising
from enishi.gathering.messages.posting import Posting
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.rooms import Rooms
from enishi.gathering.translations.back_translation import Checking
from enishi.gathering.translations.failover import Watching
from enishi.gathering.translations.history import History
from enishi.gathering.translations.interpreting import Interpreting
from enishi.gathering.translations.leases import Claims, alone
from enishi.gathering.translations.room_translator import Glossaries
from enishi.protocol import RollCall
from enishi.settings import Settings
from enishi.translate.pool.remote_workers import MAX_REQUESTS


def wire_verbs(settings: Settings, base: Base, stack: AsyncExitStack) -> Verbs:
    """Join the verbs to each other and to the bus; the stack ends what they do by themselves."""
    store, bus, languages, longest = base.store, base.bus, base.languages, settings.message_length
    attendance = Attendance(bus, base.process)
    ledger = Ledger(store, bus)
    glossaries = Glossaries(store, base.translator)
    recognising = Recognising(store, base.detector)
    checking = Checking(ledger, glossaries, base.translator)
    claims = Claims(store, base.process)
    claiming = claims.claim if settings.bus else alone
    interpreting = Interpreting(ledger, store, bus, glossaries, attendance, checking, claiming)
    watching = Watching(interpreting, attendance)
    recent = Recent()
    ordering = Ordering(store, base.hub.reads, recent, base.hub.deliver, watching.hear)
    asking = Asking(store, ledger, glossaries, longest)
    posting = Posting(ledger, bus, recognising, languages, longest)
    overhearing = Overhearing(bus)
    drafting = Drafting(
        bus, attendance, glossaries, recognising, overhearing, languages, longest, settings.workers or MAX_REQUESTS
    )
    speaking = Speaking(base.ears, posting, drafting, bus.publish, languages, settings.speakers)
    for each in (checking, interpreting, asking, speaking):
        stack.push_async_callback(each.close)
    history = History(store, interpreting, recent, ordering.ready if settings.bus else None)
    retargeting = Retargeting(store, bus, attendance, base.hub, history, drafting, languages)
    rooms = Rooms(store, attendance)
    tell = (ordering.hear,) if settings.bus else (recent.hear, base.hub.deliver)
    _subscribe(
        bus,
        everything=(rooms.hear, glossaries.hear, *tell, drafting.hear),  # the original goes before its translations
        own=(interpreting.hear, overhearing.notice),
        others=(attendance.hear, retargeting.hear, overhearing.hear),
    )
    if settings.bus:
        bus.send(RollCall())
        stack.callback(watching.close)
        for work in (_keep_together(attendance, ordering, settings.beat_seconds), claims.keep()):
            stack.callback(asyncio.create_task(work).cancel)
    return Verbs(
        access=Access(store),
        posting=posting,
        correcting=Correcting(ledger, glossaries, longest),
        asking=asking,
        mirroring=Mirroring(glossaries, attendance, languages, longest),
        drafting=drafting,
        speaking=speaking,
        voice=base.voice,
        glossary=Glossary(store, ledger, languages),
        remembering=Remembering(store, languages, longest),
        history=history,
        rooms=rooms,
        retargeting=retargeting,
        attendance=attendance,
        hub=base.hub,
        languages=languages,
        posts=Limit(settings.posts_per_minute),
        mirrors=Limit(4 * settings.posts_per_minute),  # one message is looked at several times while it is written
        drafts=Limit(20 * settings.posts_per_minute),  # several times a word
    )


def _subscribe(bus: Bus, everything: Iterable[Handler], own: Iterable[Handler], others: Iterable[Handler]) -> None:
    """Who hears what happens anywhere, in this process, and in the others."""
    for hear in everything:
        bus.subscribe(hear)
    for hear in own:
        bus.subscribe(hear, others=False)
    for hear in others:
        bus.subscribe(hear, own=False)


async def _keep_together(attendance: Attendance, ordering: Ordering, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        attendance.beat()
        await ordering.check()
