"""Fair shares: whoever asks for little does not wait for whoever asks for much."""

from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.pool.fair_queue import FairQueue, Flow

LARGEST = 8
SIZES = st.lists(st.integers(1, LARGEST), min_size=1, max_size=30)
ONE, OTHER = Flow("one"), Flow("other")


def served(asked: Mapping[Flow, Sequence[int]]) -> list[tuple[Flow, int]]:
    """The order in which work is done that was all asked for at once."""
    queue = FairQueue()
    waiting = [(queue.enqueue(who, size), who, size) for who, sizes in asked.items() for size in sizes]
    return [(who, size) for _, who, size in sorted(waiting, key=lambda job: job[0])]


@given(SIZES, SIZES)
def test_neither_is_ahead_by_more_than_two_pieces_while_both_wait(one: list[int], other: list[int]) -> None:
    done = {ONE: 0, OTHER: 0}
    left = {ONE: len(one), OTHER: len(other)}
    for who, size in served({ONE: one, OTHER: other}):
        if all(left.values()):
            assert abs(done[ONE] - done[OTHER]) <= 2 * LARGEST
        done[who] += size
        left[who] -= 1


@given(SIZES)
def test_who_comes_late_is_next_and_not_first_for_ever(sizes: list[int]) -> None:
    queue = FairQueue()
    flood = [queue.enqueue(ONE, size) for size in sizes]
    queue.dequeue(flood[-1])
    late = queue.enqueue(OTHER, 1)
    assert flood[-1] <= late <= queue.enqueue(ONE, 1)


@given(SIZES)
def test_who_is_alone_goes_in_the_order_of_asking(sizes: list[int]) -> None:
    assert served({ONE: sizes}) == [(ONE, size) for size in sizes]


@given(st.integers(1, 20), SIZES)
def test_an_author_does_not_wait_for_all_that_others_of_the_room_asked_for(many: int, sizes: list[int]) -> None:
    queue = FairQueue()
    floods = [queue.enqueue(Flow("room", number), size) for number in range(many) for size in sizes]
    queue.dequeue(min(floods))
    assert queue.enqueue(Flow("room", "quiet"), 1) <= min(floods)


def test_a_room_of_many_authors_has_no_larger_share() -> None:
    queue = FairQueue()
    asked = [Flow("crowd", number % 10) for number in range(400)] + 400 * [Flow("pair", "one")]
    waiting = sorted((queue.enqueue(who, 1), number, who.group) for number, who in enumerate(asked))
    first = Counter(group for _, _, group in waiting[:200])
    assert abs(first["crowd"] - first["pair"]) <= 40
