"""Drafts of other processes: told to who comes, ended when their writer has gone without a word."""

from uuid import UUID

from enishi import clock
from enishi.bus.local import LocalBus
from enishi.features.drafts.remote import Overhearing
from enishi.model import Member
from enishi.protocol import AnyNews, Drafting, MemberView, Presence
from tests.support.facts import ROOM, posted

ADA, RUI = Member(clock.new_id(), "Ada", "en"), Member(clock.new_id(), "Rui", "pt")


def draft(text: str, language: str = "en", author: UUID = ADA.id) -> Drafting:
    return Drafting(room=ROOM, author=author, source="en", language=language, settled=text, open="")


def gone(member: Member) -> Presence:
    return Presence(room=ROOM, member=MemberView.model_validate(member), here=False)


def overhearing(*heard: Drafting) -> tuple[Overhearing, list[AnyNews]]:
    bus = LocalBus()
    told: list[AnyNews] = []
    bus.subscribe(told.append)
    made = Overhearing(bus)
    for event in heard:
        made.hear(event)
    return made, told


def test_who_comes_is_told_the_newest_words_and_those_in_their_language() -> None:
    others, _ = overhearing(draft("One"), draft("Um", "pt"), draft("Uno", "es"), draft("One two"))
    assert list(others.under_way(RUI, ROOM)) == [draft("One two"), draft("Um", "pt")]
    assert list(others.under_way(RUI, clock.new_id())) == []


def test_what_was_taken_back_or_posted_is_not_under_way() -> None:
    others, told = overhearing(draft("One"), draft(""))
    assert list(others.under_way(RUI, ROOM)) == []
    others.hear(draft("Two"))
    others.hear(posted(1, author=ADA.id))
    assert list(others.under_way(RUI, ROOM)) == []
    assert told == []


def test_the_draft_of_who_is_gone_ends() -> None:
    others, told = overhearing(draft("One"), draft("Um", "pt"), draft("Olá", author=RUI.id))
    others.notice(gone(ADA))
    assert told == [draft("")]
    assert list(others.under_way(RUI, ROOM)) == [draft("Olá", author=RUI.id)]
