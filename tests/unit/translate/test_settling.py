"""Words that settle: never taken back while a sentence grows, and all of them there at its end."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.local_agreement import Settling, tokens

MADE = st.lists(st.sampled_from((" uma", " casa", " azul", "。", ",")), max_size=6).map("".join)
GROWING = st.lists(MADE, min_size=1)
"""What is made of a sentence, each time with a word more."""


def grown(count: int) -> list[str]:
    return list(accumulate(f" word{number}" for number in range(count)))


@given(GROWING)
def test_while_a_sentence_grows_words_are_only_added_to_those_that_settled(made: list[str]) -> None:
    settling, settled = Settling(), list[str]()
    for said, words in zip(grown(len(made)), made, strict=True):
        settling.take(said, words)
        settled.append(settling.show(whole=False).settled)
    assert all(after.startswith(before) for before, after in pairwise(settled))


@given(st.lists(st.tuples(MADE, st.booleans()), min_size=1))
def test_what_is_shown_and_said_again_stays_shown(growing: list[tuple[str, bool]]) -> None:
    settling, before = Settling(), ""
    for said, (words, whole) in zip(grown(len(growing)), growing, strict=True):
        settling.take(said, words)
        shown = settling.show(whole=whole)
        if words.startswith(before) and words.startswith(shown.settled):
            assert (shown.settled + shown.open).startswith(before)
        before = shown.settled + shown.open


@given(GROWING)
def test_what_is_shown_follows_the_last_translation_or_waits_for_it(made: list[str]) -> None:
    settling = Settling()
    for said, words in zip(grown(len(made)), made, strict=True):
        settling.take(said, words)
        shown = settling.show(whole=False)
        assert words.startswith(shown.settled + shown.open) or not shown.open


@given(GROWING)
def test_all_of_it_is_shown_in_the_end(made: list[str]) -> None:
    settling = Settling()
    for said, words in zip(grown(len(made)), made, strict=True):
        settling.take(said, words)
        settling.show(whole=False)
    shown = settling.show(whole=True)
    assert shown.settled + shown.open == made[-1]
    assert settling.finish() == made[-1]
    assert settling.show(whole=False).settled == made[-1]


@given(GROWING, st.data())
def test_words_taken_back_leave_what_was_settled_and_still_holds(made: list[str], data: st.DataObject) -> None:
    settling, said = Settling(), grown(len(made))
    for each, words in zip(said, made, strict=True):
        settling.take(each, words)
    settled = tokens(settling.show(whole=False).settled)
    settling.take(said[data.draw(st.integers(0, len(said) - 1))] + " other", "".join(settled))
    assert tokens(settling.show(whole=False).settled)[: len(settled)] == settled


def test_who_goes_back_and_forth_says_nothing_new() -> None:
    settling = Settling()
    for said in ("a", "a b") * 5:
        settling.take(said, said.upper())
        assert settling.show(whole=False).settled == ""
