"""Fair shares: whoever asks for little does not wait for whoever asks for much."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.pool.fair_queue import FairQueue

SIZES = st.lists(st.integers(1, 8), min_size=1, max_size=30)


def served(asked: dict[str, list[int]]) -> list[tuple[str, int]]:
    """The order in which work is done that was all asked for at once."""
    queue = FairQueue()
    waiting = [(queue.enqueue(who, size), who, size) for who, sizes in asked.items() for size in sizes]
    return [(who, size) for _, who, size in sorted(waiting, key=lambda job: job[0])]


@given(SIZES, SIZES)
def test_neither_is_ahead_by_more_than_two_pieces_while_both_wait(one: list[int], other: list[int]) -> None:
    done = {"one": 0, "other": 0}
    left = {"one": len(one), "other": len(other)}
    for who, size in served({"one": one, "other": other}):
        if all(left.values()):
            assert abs(done["one"] - done["other"]) <= 2 * 8
        done[who] += size
        left[who] -= 1


@given(SIZES)
def test_who_comes_late_is_next_and_not_first_for_ever(sizes: list[int]) -> None:
    queue = FairQueue()
    flood = [queue.enqueue("flood", size) for size in sizes]
    queue.dequeue(flood[-1])
    late = queue.enqueue("late", 1)
    assert flood[-1] <= late <= queue.enqueue("flood", 1)


@given(SIZES)
def test_who_is_alone_goes_in_the_order_of_asking(sizes: list[int]) -> None:
    assert served({"one": sizes}) == [("one", size) for size in sizes]
