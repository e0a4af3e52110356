"""Words that settle: never taken back while a sentence grows, and all of them there at its end."""

import timeit
from itertools import accumulate
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.local_agreement import (
    REVISION,
    SETTLED,
    LocalAgreement,
    PartialTranslation,
    common_prefix,
    tokenise,
)
from enishi.translate.text.segments import LIMIT

MADE = st.lists(st.sampled_from((" uma", " casa", " azul", "。", ",")), max_size=6).map("".join)
GROWING = st.lists(MADE, min_size=1)
"""What is made of a sentence, each time with a word more."""


def grown(count: int) -> list[str]:
    return list(accumulate(f" word{number}" for number in range(count)))


@given(GROWING)
def test_while_a_sentence_grows_settled_words_change_only_where_enough_in_a_row_agree_on_others(
    made: list[str],
) -> None:
    agreement, before = LocalAgreement(), list[str]()
    for number, (said, words) in enumerate(zip(grown(len(made)), made, strict=True), 1):
        agreement.observe(said, words)
        settled = tokenise(agreement.partial(complete=False).settled)
        same = common_prefix(before, settled)
        if same < len(before):
            last = [tokenise(each)[: same + 1] for each in made[:number][-REVISION:]]
            assert len(last) == REVISION
            assert all(each == last[0] != before[: same + 1] for each in last)
        before = settled


@given(GROWING)
def test_no_word_settles_before_enough_agree_on_it(made: list[str]) -> None:
    agreement, before = LocalAgreement(), list[str]()
    for number, (said, words) in enumerate(zip(grown(len(made)), made, strict=True), 1):
        agreement.observe(said, words)
        settled = tokenise(agreement.partial(complete=False).settled)
        if len(settled) > len(before):
            last = made[:number][-SETTLED:]
            assert len(last) == SETTLED
            assert all(tokenise(each)[: len(settled)] == settled for each in last)
        before = settled


@given(GROWING)
def test_the_guess_is_the_rest_of_the_newest_translation(made: list[str]) -> None:
    agreement = LocalAgreement()
    for said, words in zip(grown(len(made)), made, strict=True):
        agreement.observe(said, words)
        shown = agreement.partial(complete=False)
        assert words.endswith(shown.guess)
        if words.startswith(shown.settled):
            assert shown.settled + shown.guess == words


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
    agreement, before = LocalAgreement(), ""
    for said, words in zip(grown(len(made)), made, strict=True):
        agreement.observe(said, words)
        partial = agreement.partial(complete=False)
        shown = partial.settled + partial.open
        assert words.startswith(shown) or shown == before
        before = shown


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


def test_a_clause_is_shown_as_a_whole_once_its_translation_stood() -> None:
    agreement, shown = LocalAgreement(), list[str]()
    source, others = "I", ("SE", "HE", "DE")
    for word, translation in zip(
        ("can", "now", "really", "see,", "and", "you", "do", "too"),
        (
            *(f"YA {word}" for word in others),
            *(f"YA VEO,{rest}" for rest in ("", " Y", " Y TU", " Y VES", " Y TU VES")),
        ),
        strict=True,
    ):
        source += f" {word}"
        agreement.observe(source, translation)
        partial = agreement.partial(complete=False)
        shown.append(partial.settled + partial.open)
    assert shown == ["YA"] * 7 + ["YA VEO,"]  # three words stood in that place before: the clause needs one less


def test_where_a_guess_contradicts_what_settled_it_goes_on_where_both_are_alike() -> None:
    agreement = LocalAgreement()
    for said in grown(SETTLED):
        agreement.observe(said, "uma casa azul")
    agreement.observe(grown(5)[-1], "a casa azul e grande")
    assert agreement.partial(complete=False) == PartialTranslation("uma casa azul", "", " e grande")


def test_a_sentence_of_the_greatest_length_takes_little_time() -> None:
    agreement, slowest = LocalAgreement(), 0.0
    for number, text in enumerate(["", *grown(LIMIT // 7)]):
        begun = process_time()
        agreement.observe(text, " a," * (number // 2) + " b" * number)
        agreement.partial(complete=False)
        slowest = max(slowest, process_time() - begun)
    assert slowest < 0.05


ATTACKS = (" " * 4000, "a" * 4000, "a " * 2000, ", " * 2000, "a," * 2000, "." * 4000, "猫" * 4000, "a" * 3999 + ".")


@pytest.mark.parametrize("text", ATTACKS, ids=lambda text: repr(text[:3]))
def test_a_hostile_text_is_cut_into_tokens_in_little_time(text: str) -> None:
    assert min(timeit.repeat(lambda: tokenise(text), repeat=5, number=1)) < 0.005
