"""What is told from memory is what the store would tell."""

from datetime import UTC, datetime
from uuid import UUID

from enishi.clock import new_id
from enishi.gathering.facts.event_cache import FACTS, Recent
from enishi.model import Member
from enishi.protocol import Asked, Edited, MessageView, Posted, QuestionView, Removed, Translated, TranslationView

ROOM = new_id()
ADA, RUI, EVA = Member(new_id(), "Ada", "en"), Member(new_id(), "Rui", "pt"), Member(new_id(), "Eva", "es")
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def message(seq: int, changed: int | None = None, text: str = "hello", of: UUID | None = None) -> MessageView:
    return MessageView(
        id=of or new_id(),
        room=ROOM,
        seq=seq,
        changed=changed or seq,
        author=ADA.id,
        language="en",
        text=text,
        sent_at=THEN,
    )


def translated(seq: int, of: MessageView, language: str = "pt") -> Translated:
    view = TranslationView(room=ROOM, message=of.id, of=of.changed, seq=seq, language=language, text="olá")
    return Translated(room=ROOM, seq=seq, author=ADA.id, language=language, translation=view)


def asked(seq: int, of: MessageView) -> Asked:
    view = QuestionView(room=ROOM, message=of.id, member=RUI.id, seq=seq, of=of.changed, language="pt")
    return Asked(room=ROOM, seq=seq, author=ADA.id, question=view)


def posted(of: MessageView) -> Posted:
    return Posted(room=ROOM, seq=of.seq, message=of)


def test_each_is_told_what_concerns_them() -> None:
    recent, first = Recent(), message(1)
    for fact in (posted(first), translated(2, first), asked(3, first)):
        recent.hear(fact)
    kept = {}
    for who in (ADA, RUI, EVA):
        told = recent.missed(who, ROOM, 0)
        assert told
        assert told.seq == 3
        kept[who.name] = len(told.page.messages), len(told.page.translations), len(told.page.questions)
    assert kept == {"Ada": (1, 1, 1), "Rui": (1, 1, 1), "Eva": (1, 0, 0)}


def test_only_what_came_after_is_told() -> None:
    recent, first, second = Recent(), message(1), message(3)
    for fact in (posted(first), translated(2, first), posted(second)):
        recent.hear(fact)
    told = recent.missed(RUI, ROOM, 2)
    assert told
    assert [each.id for each in told.page.messages] == [second.id]
    assert not told.page.translations
    nothing = recent.missed(RUI, ROOM, 3)
    assert nothing
    assert not nothing.page.messages


def test_words_that_were_changed_or_taken_back_are_gone_with_their_translations() -> None:
    recent, first = Recent(), message(1, text="secret")
    for fact in (posted(first), translated(2, first), asked(3, first)):
        recent.hear(fact)
    better = message(1, changed=4, text="better", of=first.id)
    recent.hear(Edited(room=ROOM, seq=4, message=better))
    told = recent.missed(RUI, ROOM, 0)
    assert told
    assert told.page.messages == (better,)
    assert not told.page.translations
    assert not told.page.questions
    recent.hear(Removed(room=ROOM, seq=5, message=message(1, changed=5, text="", of=first.id)))
    assert "better" not in repr(recent.missed(RUI, ROOM, 0))


def test_what_is_not_known_is_not_told() -> None:
    recent = Recent()
    assert recent.missed(RUI, ROOM, 0) is None
    recent.hear(posted(message(5)))
    assert recent.missed(RUI, ROOM, 3) is None  # what was number 4?
    assert recent.missed(RUI, ROOM, 4)
    assert recent.missed(RUI, ROOM, 6) is None  # nobody can have seen it yet
    recent.hear(posted(message(7)))
    assert recent.missed(RUI, ROOM, 5) is None  # nor is it known what 6 was
    recent.hear(posted(message(6)))
    assert recent.missed(RUI, ROOM, 5) is None
    assert recent.missed(RUI, ROOM, 6)


def test_so_many_facts_are_kept_and_not_more() -> None:
    recent = Recent()
    for seq in range(1, FACTS + 11):
        recent.hear(posted(message(seq)))
    assert recent.missed(RUI, ROOM, 9) is None
    told = recent.missed(RUI, ROOM, 10)
    assert told
    assert len(told.page.messages) == FACTS
