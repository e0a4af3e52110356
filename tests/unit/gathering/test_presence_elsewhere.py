"""Who is here by way of other processes: told at once, mended by the next beats, forgotten with their process."""

from collections import defaultdict
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from enishi import clock
from enishi.bus.bus import Subscription
from enishi.bus.local import LocalBus
from enishi.gathering.people.presence import MISSED, Attendance
from enishi.gathering.people.wire import Presence, RollCall
from enishi.model import Member
from enishi.protocol import Event

ROOM = clock.new_id()
PEOPLE = [Member(clock.new_id(), name, language) for name, language in (("Ada", "en"), ("Rui", "pt"), ("Eva", "es"))]


class Process(LocalBus):
    """One of several processes, joined directly; what a `cut` one sends is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[Process] = []
        self.cut = False
        self.connected: list[Member] = []
        self.told: defaultdict[UUID, list[bool]] = defaultdict(list)
        self.attendance = Attendance(self, clock.new_id())
        self.subscribe(Subscription(self._note, others=False), Subscription(self.attendance.on_event, own=False))

    @override
    def publish_remote(self, event: Event) -> None:
        for other in self.others if not self.cut else ():
            for each in other._others:
                each.handler(event)

    def do(self, deed: str, who: Member) -> None:
        if deed == "come":
            self.attendance.arrive(who, ROOM)
            self.connected.append(who)
        elif deed == "go" and who in self.connected:
            self.attendance.depart(who, ROOM)
            self.connected.remove(who)
        elif deed == "cut":
            self.cut = not self.cut
        elif deed == "beat":
            self.attendance.beat()

    def _note(self, event: Event) -> None:
        assert isinstance(event, Presence)
        self.told[event.member.id].append(event.here)


def joined() -> tuple[Process, Process]:
    one, other = Process(), Process()
    one.others, other.others = [other], [one]
    return one, other


steps = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(PEOPLE), st.sampled_from(("come", "go", "cut", "beat"))),
    max_size=40,
)


@given(steps)
def test_after_a_few_beats_all_know_the_same_and_told_each_change_once(steps: list[tuple[int, Member, str]]) -> None:
    processes = joined()
    for which, who, deed in steps:
        processes[which].do(deed, who)
    for process in processes:
        process.cut = False
    for process in processes * (MISSED + 2):
        process.attendance.beat()
    everybody = {who.id for process in processes for who in process.connected}
    for process in processes:
        assert set(process.attendance.here(ROOM)) == everybody
        for member, told in process.told.items():
            assert told == [n % 2 == 0 for n in range(len(told))]
            assert told[-1] == (member in everybody)


def test_a_process_that_dies_is_forgotten_and_one_that_comes_is_told_who_is_here() -> None:
    one, other = joined()
    one.attendance.arrive(PEOPLE[0], ROOM)
    other.attendance.arrive(PEOPLE[1], ROOM)
    assert one.attendance.languages_wanted(ROOM, "en") == {"pt"}
    assert one.attendance.languages_wanted(ROOM, "en", nearby=True) == set()
    for _ in range(MISSED):
        one.attendance.beat()
    assert set(one.attendance.here(ROOM)) == {PEOPLE[0].id, PEOPLE[1].id}
    one.attendance.beat()
    assert set(one.attendance.here(ROOM)) == {PEOPLE[0].id}

    new = Process()
    new.others, one.others = [one], [new]
    new.publish_remote(RollCall())
    assert set(new.attendance.here(ROOM)) == {PEOPLE[0].id}


def test_who_is_connected_to_two_processes_is_here_until_they_have_left_both() -> None:
    one, other = joined()
    ada = PEOPLE[0]
    for process in (one, other):
        process.attendance.arrive(ada, ROOM)
    one.attendance.depart(ada, ROOM)
    assert one.told[ada.id] == other.told[ada.id] == [True]
    other.attendance.depart(ada, ROOM)
    assert one.told[ada.id] == other.told[ada.id] == [True, False]
