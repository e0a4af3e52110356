"""Drafts of other processes: told to who comes, ended when their writer has gone without a word."""

from uuid import UUID

from enishi import clock
from enishi.bus.bus import Subscription
from enishi.bus.local import LocalBus
from enishi.features.drafts.remote import RemoteDrafts
from enishi.features.drafts.wire import Drafting
from enishi.gathering.people.wire import Presence
from enishi.model import Member
from enishi.protocol import Event
from tests.support.facts import ROOM, posted

ADA, RUI = Member(clock.new_id(), "Ada", "en"), Member(clock.new_id(), "Rui", "pt")


def draft(text: str, language: str = "en", author: UUID = ADA.id) -> Drafting:
    return Drafting(room=ROOM, author=author, source="en", language=language, settled=text, open="")


def gone(member: Member) -> Presence:
    return Presence(room=ROOM, member=member, here=False)


def remote_drafts(*come: Drafting) -> tuple[RemoteDrafts, list[Event]]:
    bus = LocalBus()
    told: list[Event] = []
    bus.subscribe(Subscription(told.append))
    made = RemoteDrafts(bus)
    for event in come:
        made.on_remote(event)
    return made, told


def test_who_comes_is_told_the_newest_words_and_those_in_their_language() -> None:
    others, _ = remote_drafts(draft("One"), draft("Um", "pt"), draft("Uno", "es"), draft("One two"))
    assert list(others.under_way(RUI, ROOM)) == [draft("One two"), draft("Um", "pt")]
    assert list(others.under_way(RUI, clock.new_id())) == []


def test_what_was_taken_back_or_posted_is_not_under_way() -> None:
    others, told = remote_drafts(draft("One"), draft(""))
    assert list(others.under_way(RUI, ROOM)) == []
    others.on_remote(draft("Two"))
    others.on_remote(posted(1, author=ADA.id))
    assert list(others.under_way(RUI, ROOM)) == []
    assert told == []


def test_the_draft_of_who_is_gone_ends() -> None:
    others, told = remote_drafts(draft("One"), draft("Um", "pt"), draft("Olá", author=RUI.id))
    others.on_local(gone(ADA))
    assert told == [draft("")]
    assert list(others.under_way(RUI, ROOM)) == [draft("Olá", author=RUI.id)]
