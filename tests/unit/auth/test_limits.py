"""How often somebody may do something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.auth import limits
from enishi.auth.limits import REMEMBERED, Limit
from enishi.errors import TooMany


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module", autouse=True)
def _no_other_clock(clock: Clock) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "monotonic", clock)
        yield


def taken(limit: Limit, who: object = "a") -> bool:
    try:
        limit.take(who)
    except TooMany:
        return False
    return True


@given(st.integers(1, 200), st.lists(st.floats(0, 30), max_size=60))
def test_no_more_than_a_burst_and_what_time_brings(clock: Clock, per_minute: int, pauses: list[float]) -> None:
    limit = Limit(per_minute)
    begun, allowed = clock.now, 0
    for pause in pauses:
        clock.now += pause
        allowed += sum(taken(limit) for _ in range(5))
        assert allowed <= per_minute + (clock.now - begun) * per_minute / 60 + 1e-6


@given(st.integers(1, 1000), st.lists(st.floats(0, 2), max_size=20))
def test_who_waits_as_long_as_told_is_let_in(clock: Clock, per_minute: int, pauses: list[float]) -> None:
    limit = Limit(per_minute)
    for pause in pauses:
        clock.now += pause
        taken(limit)
    while taken(limit):
        pass
    with pytest.raises(TooMany) as refused:
        limit.take("a")
    assert refused.value.retry_after > 0
    clock.now += refused.value.retry_after
    limit.take("a")


def test_one_does_not_pay_for_another(clock: Clock) -> None:
    limit = Limit(1)
    assert [taken(limit, who) for who in ("a", "a", "b", None, None)] == [True, False, True, True, False]


def test_the_crowd_that_is_remembered_has_an_end(clock: Clock) -> None:
    limit = Limit(1)
    for who in range(REMEMBERED + 100):
        limit.take(who)
    assert len(limit._buckets) == REMEMBERED
