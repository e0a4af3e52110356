"""Emphasis as chats write it: off before an engine, around the same words after; nothing else is taken for it."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enishi.translate.text.markup.emphasis import Emphasised


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("I do _not_ like *rice*.", ["I do not like rice.", "not", "rice"]),
        ("**Bold move** and ~~old~~ ||secret||", ["Bold move and old secret", "Bold move", "old", "secret"]),
        ("_**both**_ yes", ["both yes", "both"]),
        ("*Stop!*", ["Stop!", "Stop!"]),
        ("2*3*4 and snake_case_x", None),
        ("5 * 3 * 2", None),
        ("* item one", None),
        ("\u00af\\_(ツ)_/\u00af", None),
        ("*Stop!", ["Stop!"]),
        ("Come here.**", ["Come here."]),
        ("*open and _never closed", ["open and _never closed"]),
        ("*a_ b*", ["a_ b"]),
        ("^_^ *_*", None),
        ("x " + "*a* " * 13, None),
    ],
)
def test_only_marks_around_words_are_taken_off(sentence: str, texts: list[str] | None) -> None:
    assert list(Emphasised([sentence]).texts) == (texts or [sentence])


def test_the_marks_stand_around_the_same_words_again() -> None:
    emphasised = Emphasised(["I do _not_ like *rice*.", "Yes.", "**Hello**"])
    assert emphasised.texts == ("I do not like rice.", "Yes.", "Hello", "not", "rice", "Hello")
    made = emphasised.restore(["Eu não gosto de arroz.", "Sim.", "Olá", "Não", "arroz", "Oi"])
    assert made == ["Eu _não_ gosto de *arroz*.", "Sim.", "**Olá**"]
    assert Emphasised(["*Stop!", "Come _here_.*"]).restore(["Pare!", "Vem cá.", "cá"]) == ["*Pare!", "Vem _cá_.*"]


def test_words_that_are_not_found_are_where_they_would_be() -> None:
    assert Emphasised(["a *b* c"]).restore(["x y z", "q"]) == ["x *y* z"]


@example(["._a._"], "")
@given(st.lists(st.text(alphabet="ab *_~|.\U00100000"), max_size=3), st.text(alphabet="xy *.\U00100000"))
def test_no_text_breaks_it(sentences: list[str], translation: str) -> None:
    emphasised = Emphasised(sentences)
    assert len(emphasised.restore([translation] * len(emphasised.texts))) == len(sentences)
    assert emphasised.restore(emphasised.texts) == sentences


@pytest.mark.parametrize("piece", ["*a", "*", "_a_", "*a ", "|", "a* ", "_* ", '*"', "**a** ", "*a_"])
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = (piece * 4000)[:4000]
    start = time.process_time()
    emphasised = Emphasised([text])
    assert time.process_time() - start < 0.05
    assert len(emphasised.texts) == 1
