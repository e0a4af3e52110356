"""What is told from memory is what the store would tell."""

from datetime import UTC, datetime
from uuid import UUID

from enishi.clock import new_id
from enishi.features.questions.wire import Asked, Question
from enishi.features.reactions.wire import Reacted
from enishi.gathering.facts.event_cache import FACTS, EventCache
from enishi.gathering.messages.source import posted
from enishi.gathering.messages.wire import Edited, Removed
from enishi.gathering.people.wire import Presence, Renewed
from enishi.gathering.translations.wire import Translated
from enishi.model import Member, Message, Translation
from enishi.protocol import Fact
from tests.support.facts import messages_in, questions_in, translations_in

ROOM = new_id()
ADA, RUI, EVA = Member(new_id(), "Ada", "en"), Member(new_id(), "Rui", "pt"), Member(new_id(), "Eva", "es")
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def message(seq: int, changed: int | None = None, text: str = "hello", of: UUID | None = None) -> Message:
    return Message(
        id=of or new_id(),
        room=ROOM,
        seq=seq,
        changed=changed or seq,
        author=ADA.id,
        language="en",
        text=text,
        sent_at=THEN,
    )


def translated(seq: int, of: Message, language: str = "pt") -> Translated:
    made = Translation(room=ROOM, message=of.id, of=of.changed, seq=seq, language=language, text="olá")
    return Translated(room=ROOM, seq=seq, author=ADA.id, language=language, said=of.seq, translation=made)


def asked(seq: int, of: Message) -> Asked:
    question = Question(room=ROOM, message=of.id, member=RUI.id, seq=seq, of=of.changed, language="pt")
    return Asked(room=ROOM, seq=seq, author=ADA.id, question=question)


def test_each_is_told_what_concerns_them() -> None:
    cache, first = EventCache(), message(1)
    for fact in (posted(first), translated(2, first), asked(3, first)):
        cache.on_event(fact)
    kept = {}
    for who in (ADA, RUI, EVA):
        told = cache.missed(who, ROOM, 0)
        assert told
        assert told.seq == 3
        found = messages_in(told.facts), translations_in(told.facts), questions_in(told.facts)
        kept[who.name] = tuple(len(facts) for facts in found)
    assert kept == {"Ada": (1, 1, 1), "Rui": (1, 1, 1), "Eva": (1, 0, 0)}


def test_who_has_less_than_a_renewed_room_is_told_nothing_from_memory() -> None:
    cache, first = EventCache(), message(1, text="canary")
    for fact in (posted(first), translated(2, first), Renewed(room=ROOM, seq=3)):
        cache.on_event(fact)
    assert cache.missed(ADA, ROOM, 2) is None
    told = cache.missed(ADA, ROOM, 3)
    assert told
    assert told.facts == ()
    later = posted(message(4))
    cache.on_event(later)
    told = cache.missed(ADA, ROOM, 3)
    assert told
    assert told.facts == (later,)


def test_only_what_came_after_is_told() -> None:
    cache, first, second = EventCache(), message(1), message(3)
    for fact in (posted(first), translated(2, first), posted(second)):
        cache.on_event(fact)
    told = cache.missed(RUI, ROOM, 2)
    assert told
    assert [each.id for each in messages_in(told.facts)] == [second.id]
    assert not translations_in(told.facts)
    nothing = cache.missed(RUI, ROOM, 3)
    assert nothing
    assert not messages_in(nothing.facts)


def test_words_that_were_changed_or_taken_back_are_gone_with_their_translations() -> None:
    cache, first = EventCache(), message(1, text="secret")
    for fact in (posted(first), translated(2, first), asked(3, first)):
        cache.on_event(fact)
    better = message(1, changed=4, text="better", of=first.id)
    cache.on_event(Edited(room=ROOM, seq=4, message=better))
    told = cache.missed(RUI, ROOM, 0)
    assert told
    assert messages_in(told.facts) == [better]
    assert not translations_in(told.facts)
    assert not questions_in(told.facts)
    cache.on_event(Removed(room=ROOM, seq=5, message=message(1, changed=5, text="", of=first.id)))
    assert "better" not in repr(cache.missed(RUI, ROOM, 0))


def reacted(seq: int, of: Message, sign: str = "👍", *, given: bool = True) -> Reacted:
    return Reacted(room=ROOM, seq=seq, message=of.id, author=of.author, member=RUI.id, sign=sign, given=given)


def facts_for(cache: EventCache, reader: Member = RUI, since: int = 0) -> tuple[Fact, ...]:
    missed = cache.missed(reader, ROOM, since)
    assert missed
    return missed.facts


def test_an_edit_voids_what_is_about_the_words_and_not_the_reactions_and_a_removal_voids_all() -> None:
    cache, first, second = EventCache(), message(1), message(2)
    about_second = translated(6, second), asked(7, second), reacted(8, second)
    for fact in (posted(first), posted(second), translated(3, first), asked(4, first), reacted(5, first)):
        cache.on_event(fact)
    for fact in about_second:
        cache.on_event(fact)
    better = Edited(room=ROOM, seq=9, message=message(1, changed=9, text="better", of=first.id))
    cache.on_event(better)
    assert facts_for(cache) == (posted(second), reacted(5, first), *about_second, better)
    gone = Removed(room=ROOM, seq=10, message=message(1, changed=10, text="", of=first.id))
    cache.on_event(gone)
    assert facts_for(cache) == (posted(second), *about_second, gone)


def test_a_fact_takes_the_place_of_the_one_about_the_same_and_of_no_other() -> None:
    cache, first = EventCache(), message(1)
    facts = [
        posted(first),
        translated(2, first, "pt"),
        translated(3, first, "es"),
        asked(4, first),
        reacted(5, first),
        reacted(6, first, "😀"),
        translated(7, first, "pt"),
        asked(8, first),
        reacted(9, first, given=False),
    ]
    for fact in facts:
        cache.on_event(fact)
    assert facts_for(cache, ADA) == tuple(facts[at] for at in (0, 2, 5, 6, 7, 8))
    assert facts_for(cache, RUI) == tuple(facts[at] for at in (0, 5, 6, 7, 8))
    assert facts_for(cache, since=7) == tuple(facts[7:])


def test_what_is_no_fact_leaves_it_as_it_is() -> None:
    cache, first = EventCache(), message(1)
    cache.on_event(posted(first))
    cache.on_event(Presence(room=ROOM, member=RUI, here=True))
    assert facts_for(cache) == (posted(first),)


def test_what_is_not_known_is_not_told() -> None:
    cache = EventCache()
    assert cache.missed(RUI, ROOM, 0) is None
    cache.on_event(posted(message(5)))
    assert cache.missed(RUI, ROOM, 3) is None  # what was number 4?
    assert cache.missed(RUI, ROOM, 4)
    assert cache.missed(RUI, ROOM, 6) is None  # nobody can have seen it yet
    cache.on_event(posted(message(7)))
    assert cache.missed(RUI, ROOM, 5) is None  # nor is it known what 6 was
    cache.on_event(posted(message(6)))
    assert cache.missed(RUI, ROOM, 5) is None
    assert cache.missed(RUI, ROOM, 6)


def test_so_many_facts_are_kept_and_not_more() -> None:
    cache = EventCache()
    for seq in range(1, FACTS + 11):
        cache.on_event(posted(message(seq)))
    assert cache.missed(RUI, ROOM, 9) is None
    told = cache.missed(RUI, ROOM, 10)
    assert told
    assert len(messages_in(told.facts)) == FACTS
