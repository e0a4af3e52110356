"""Words that settle: never taken back while a sentence grows, and all of them there at its end."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.local_agreement import LocalAgreement, tokenise

MADE = st.lists(st.sampled_from((" uma", " casa", " azul", "。", ",")), max_size=6).map("".join)
GROWING = st.lists(MADE, min_size=1)
"""What is made of a sentence, each time with a word more."""


def grown(count: int) -> list[str]:
    return list(accumulate(f" word{number}" for number in range(count)))


@given(GROWING)
def test_while_a_sentence_grows_words_are_only_added_to_those_that_settled(made: list[str]) -> None:
    agreement, settled = LocalAgreement(), list[str]()
    for said, words in zip(grown(len(made)), made, strict=True):
        agreement.observe(said, words)
        settled.append(agreement.partial(complete=False).settled)
    assert all(after.startswith(before) for before, after in pairwise(settled))


@given(st.lists(st.tuples(MADE, st.booleans()), min_size=1))
def test_what_is_shown_and_said_again_stays_shown(growing: list[tuple[str, bool]]) -> None:
    agreement, before = LocalAgreement(), ""
    for said, (words, whole) in zip(grown(len(growing)), growing, strict=True):
        agreement.observe(said, words)
        shown = agreement.partial(complete=whole)
        if words.startswith(before) and words.startswith(shown.settled):
            assert (shown.settled + shown.open).startswith(before)
        before = shown.settled + shown.open


@given(GROWING)
def test_what_is_shown_follows_the_last_translation_or_waits_for_it(made: list[str]) -> None:
    agreement = LocalAgreement()
    for said, words in zip(grown(len(made)), made, strict=True):
        agreement.observe(said, words)
        shown = agreement.partial(complete=False)
        assert words.startswith(shown.settled + shown.open) or not shown.open


@given(GROWING)
def test_all_of_it_is_shown_in_the_end(made: list[str]) -> None:
    agreement = LocalAgreement()
    for said, words in zip(grown(len(made)), made, strict=True):
        agreement.observe(said, words)
        agreement.partial(complete=False)
    shown = agreement.partial(complete=True)
    assert shown.settled + shown.open == made[-1]
    assert agreement.finish() == made[-1]
    assert agreement.partial(complete=False).settled == made[-1]


@given(GROWING, st.data())
def test_words_taken_back_leave_what_was_settled_and_still_holds(made: list[str], data: st.DataObject) -> None:
    agreement, said = LocalAgreement(), grown(len(made))
    for each, words in zip(said, made, strict=True):
        agreement.observe(each, words)
    settled = tokenise(agreement.partial(complete=False).settled)
    agreement.observe(said[data.draw(st.integers(0, len(said) - 1))] + " other", "".join(settled))
    assert tokenise(agreement.partial(complete=False).settled)[: len(settled)] == settled


def test_who_goes_back_and_forth_says_nothing_new() -> None:
    agreement = LocalAgreement()
    for said in ("a", "a b") * 5:
        agreement.observe(said, said.upper())
        assert agreement.partial(complete=False).settled == ""
