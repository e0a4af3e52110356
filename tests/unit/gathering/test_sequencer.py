"""Facts that come in any order, twice, or not at all, are told once and in the order of their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from enishi.gathering.facts.sequence import Sequencer
from enishi.protocol import Fact
from tests.support.facts import posted

BEGIN = 3
FACTS = {seq: posted(seq) for seq in range(1, 20)}

numbers = st.lists(st.sampled_from(sorted(FACTS)), max_size=60)


def seqs(told: list[Fact]) -> list[int]:
    return [fact.seq for fact in told]


@given(numbers)
def test_what_is_told_has_no_hole_and_is_told_as_soon_as_it_can_be(come: list[int]) -> None:
    sequencer = Sequencer(BEGIN)
    told: list[int] = []
    for number, seq in enumerate(come):
        told += seqs(sequencer.take(FACTS[seq]))
        here = set(come[: number + 1])
        next_one = next(n for n in range(BEGIN + 1, 21) if n not in here)
        assert told == list(range(BEGIN + 1, next_one))
        later = [n for n in here if n > next_one]
        assert sequencer.hole == range(next_one, min(later, default=next_one))


@given(numbers, st.sets(st.sampled_from(sorted(FACTS))))
def test_holes_are_filled_with_what_the_store_has_and_then_skipped(come: list[int], there: set[int]) -> None:
    sequencer = Sequencer(BEGIN)
    told: list[int] = []
    for seq in come:
        told += seqs(sequencer.take(FACTS[seq]))
        while hole := sequencer.hole:
            for missing in [n for n in hole if n in there]:
                told += seqs(sequencer.take(FACTS[missing]))
            told += seqs(sequencer.skip(hole.stop - 1))
    newest = max(come, default=0)
    first_told = {n for place, n in enumerate(come) if n > max([BEGIN, *come[:place]])}
    assert told == sorted(set(told))
    assert set(told) == {n for n in first_told | there if BEGIN < n <= newest}


def test_a_fact_that_is_expected_is_missing() -> None:
    sequencer = Sequencer(BEGIN)
    sequencer.expect(BEGIN)
    assert not sequencer.hole
    sequencer.expect(6)
    assert sequencer.hole == range(4, 7)
    assert sequencer.newest == 6
    assert seqs(sequencer.take(FACTS[5])) == []
    assert sequencer.hole == range(4, 5)
    assert seqs(sequencer.skip(4)) == [5]
    assert sequencer.hole == range(6, 7)
    assert seqs(sequencer.take(FACTS[8])) == []
    assert sequencer.newest == 8
    assert seqs(sequencer.take(FACTS[6])) == [6]
    assert sequencer.hole == range(7, 8)
