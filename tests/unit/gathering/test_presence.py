"""Who is here: counted by connections, told when the first comes and the last goes."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enishi import clock
from enishi.bus.bus import Subscription
from enishi.bus.local import LocalBus
from enishi.gathering.people.presence import Attendance
from enishi.gathering.people.wire import Presence
from enishi.model import Member
from enishi.protocol import Event

ROOMS = [clock.new_id() for _ in range(2)]
PEOPLE = [
    Member(clock.new_id(), "Ada", "en"),
    Member(clock.new_id(), "Rui", "pt", frozenset({"es"})),
    Member(clock.new_id(), "Eva", "es"),
]

steps = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(ROOMS), st.booleans()), max_size=40)


def attendance() -> tuple[Attendance, list[Presence]]:
    bus, told = LocalBus(), []

    def hear(event: Event) -> None:
        assert isinstance(event, Presence)
        told.append(event)

    bus.subscribe(Subscription(hear))
    return Attendance(bus, clock.new_id()), told


@given(steps)
def test_here_is_who_has_a_connection_and_each_change_is_told_once(steps: list[tuple[Member, UUID, bool]]) -> None:
    present, told = attendance()
    connections: Counter[tuple[UUID, UUID]] = Counter()
    changes = []
    for who, room, comes in steps:
        if comes:
            present.arrive(who, room)
            connections[room, who.id] += 1
            changes += [(room, who.id, True)] * (connections[room, who.id] == 1)
        elif connections[room, who.id]:
            present.depart(who, room)
            connections[room, who.id] -= 1
            changes += [(room, who.id, False)] * (connections[room, who.id] == 0)
        for place in ROOMS:
            assert set(present.here(place)) == {id for (at, id), n in connections.items() if at == place and n}
    assert [(event.room, event.member.id, event.here) for event in told] == changes
    if not connections.total():
        assert not present._present
        assert not present._connections


def test_the_languages_wanted_are_those_that_somebody_here_cannot_read() -> None:
    present, _ = attendance()
    for who in PEOPLE:
        present.arrive(who, ROOMS[0])
    assert present.languages_wanted(ROOMS[0], "en") == {"pt", "es"}
    assert present.languages_wanted(ROOMS[0], "es") == {"en"}
    assert present.languages_wanted(ROOMS[0], "ja") == {"en", "pt", "es"}
    assert present.languages_wanted(ROOMS[1], "ja") == set()


def test_whoever_reads_another_language_is_told_of_in_each_of_their_rooms() -> None:
    present, told = attendance()
    ada = PEOPLE[0]
    for room in ROOMS:
        present.arrive(ada, room)
    told.clear()
    present.change(Member(ada.id, ada.name, "fr"))
    assert {event.room for event in told} == set(ROOMS)
    assert {event.member.language for event in told} == {"fr"}
    assert present.languages_wanted(ROOMS[0], "en") == {"fr"}
