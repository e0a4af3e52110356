"""Who is told how far a language is."""

from uuid import uuid4

import pytest

from enishi.clock import new_id
from enishi.features.languages.arrivals import Arrivals, Standing
from enishi.features.languages.wire import LanguageArrives, State
from enishi.model import Member
from enishi.protocol import Event

ASKED = Standing(State.ASKED, size=5)
HERE, THERE = uuid4(), uuid4()


@pytest.fixture
def told() -> list[LanguageArrives]:
    return []


@pytest.fixture
def arrivals(told: list[LanguageArrives]) -> Arrivals:
    def tell(event: Event) -> None:
        assert isinstance(event, LanguageArrives)
        told.append(event)

    return Arrivals(tell)


def member(name: str, language: str = "de", *, owner: bool = False) -> Member:
    return Member(new_id(), name, language, owner=owner)


def test_a_room_learns_its_own_readers_and_owners_learn_all(told: list[LanguageArrives], arrivals: Arrivals) -> None:
    arrivals.want("de", HERE, member("Jan"))
    arrivals.want("de", THERE, member("Eva"))
    arrivals.set("de", ASKED)
    assert {(e.room, frozenset(e.wanted_by)) for e in told} == {
        (HERE, frozenset({"Jan"})),
        (THERE, frozenset({"Eva"})),
        (None, frozenset({"Jan", "Eva"})),
    }
    arrivals.set("de", ASKED)
    assert len(told) == 3


def test_who_comes_later_is_told_once_and_so_are_the_others(told: list[LanguageArrives], arrivals: Arrivals) -> None:
    jan = member("Jan")
    arrivals.want("de", HERE, jan)
    arrivals.set("de", ASKED)
    told.clear()
    arrivals.want("de", HERE, jan)
    arrivals.want("de", HERE)
    assert told == []
    arrivals.want("de", HERE, member("Eva"))
    assert [(e.room, e.wanted_by) for e in told] == [(HERE, ("Jan", "Eva")), (None, ("Jan", "Eva"))]


def test_who_reads_another_language_wants_it_no_more(told: list[LanguageArrives], arrivals: Arrivals) -> None:
    jan, eva = member("Jan"), member("Eva")
    for who, room in ((jan, HERE), (eva, HERE), (eva, THERE)):
        arrivals.want("de", room, who)
    arrivals.set("de", ASKED)
    told.clear()
    english = Member(eva.id, eva.name, "en")
    arrivals.unwant(english, HERE)
    assert told == []  # Jan is there still
    arrivals.unwant(english, THERE)
    assert [(e.room, e.state) for e in told] == [(THERE, State.DROPPED)]
    arrivals.unwant(Member(jan.id, jan.name, "en"), HERE)
    assert [(e.room, e.state) for e in told[1:]] == [(HERE, State.DROPPED), (None, State.DROPPED)]
    assert arrivals.told == ()


def test_what_was_ordered_comes_though_nobody_reads_it_any_more(arrivals: Arrivals) -> None:
    jan = member("Jan")
    arrivals.want("de", HERE, jan)
    arrivals.set("de", Standing(State.FETCHING, 1, 5))
    arrivals.unwant(Member(jan.id, jan.name, "en"), HERE)
    assert arrivals.told == ("de",)


def test_who_enters_is_greeted_with_what_concerns_them(arrivals: Arrivals) -> None:
    arrivals.want("de", HERE, member("Jan"))
    arrivals.set("de", ASKED)
    arrivals.set_apart(THERE, "ca", "oc")
    guest, host = member("Rui", "pt"), member("Ada", "en", owner=True)
    assert [e.room for e in arrivals.greet(guest, HERE)] == [HERE]
    assert [e.room for e in arrivals.greet(host, HERE)] == [HERE, None]
    (apart,) = arrivals.greet(guest, THERE)
    assert (apart.language, apart.state, apart.code) == ("oc", State.FAILED, "no_route")


def test_two_languages_that_nothing_joins_are_told_once_a_room(told: list[LanguageArrives], arrivals: Arrivals) -> None:
    for _ in range(3):
        arrivals.set_apart(HERE, "ca", "oc")
    assert [e.state for e in told] == [State.FAILED]
    arrivals.join()
    assert [e.state for e in told] == [State.FAILED, State.DROPPED]
    assert list(arrivals.greet(member("Rui", "pt"), HERE)) == []


def test_what_is_here_is_told_and_forgotten(told: list[LanguageArrives], arrivals: Arrivals) -> None:
    arrivals.want("de", HERE, member("Jan"))
    arrivals.set("de", Standing(State.READY))
    assert [(e.room, e.state) for e in told] == [(HERE, State.READY), (None, State.READY)]
    assert (arrivals.wanted, arrivals.told) == ((), ())
