"""A draft on its way: finished sentences stand, the open one settles."""

import timeit
from collections.abc import Iterable
from hashlib import sha256
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.incremental import IDLE_PAUSE, WORD_PAUSE, IncrementalTranslation, incomplete
from enishi.translate.local_agreement import PartialTranslation
from enishi.translate.renderings import Rendering


class Upper:
    """Translates into capitals, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, text: str) -> Rendering:
        self.asked.append(text)
        return Rendering(text.upper())


async def fickle(text: str) -> Rendering:
    """Other words in another order for every text, and always the same ones for the same."""
    chance = Random(sha256(text.encode()).digest())
    return Rendering(" ".join(chance.choices(("uma", "casa", "azul"), k=len(text) // 3)))


async def test_a_half_typed_word_is_not_translated() -> None:
    translate = Upper()
    incremental = IncrementalTranslation(translate)
    assert await incremental.update("He") == PartialTranslation()
    assert await incremental.update("Hello wor") == PartialTranslation("", "HELLO", "HELLO")
    assert await incremental.update("Hello world i") == PartialTranslation("", "HELLO", "HELLO WORLD")
    assert translate.asked == ["Hello", "Hello world"]


async def test_what_three_agree_on_is_open_and_what_four_agree_on_settled() -> None:
    incremental = IncrementalTranslation(Upper())
    for text in ("I ", "I like ", "I like red ", "I like red cats ", "I like red cats and "):
        shown = await incremental.update(text)
    assert shown == PartialTranslation("I LIKE", " RED", " RED CATS AND")


async def test_a_word_that_was_another_one_waits_for_more_to_agree() -> None:
    made = {"I": "YO", "I like": "ME GUSTA", "I like red": "ME GUSTA EL", "I like red cats": "ME GUSTA EL GATO"}
    made |= {"I like red cats and": "ME GUSTA EL GATO Y"}

    async def translate(text: str) -> Rendering:
        return Rendering(made[text])

    incremental = IncrementalTranslation(translate)
    shown = [await incremental.update(f"{text} ") for text in [*made][:4]]
    assert shown == [
        PartialTranslation("", "YO", "YO"),
        PartialTranslation("", "YO", "ME GUSTA"),
        PartialTranslation("", "YO", "ME GUSTA EL"),
        PartialTranslation("", "YO", "ME GUSTA EL GATO"),
    ]
    at_last = await incremental.update("I like red cats and ")
    assert at_last == PartialTranslation("", "ME GUSTA EL", "ME GUSTA EL GATO Y")


async def test_a_sentence_that_has_its_full_stop_is_shown_whole() -> None:
    incremental = IncrementalTranslation(Upper())
    assert await incremental.update("It rains.") == PartialTranslation("", "IT", "IT RAINS.")
    assert await incremental.update("It rains. ") == PartialTranslation("", "IT RAINS.", "IT RAINS.")


async def test_finished_sentences_are_translated_once_and_stand() -> None:
    translate = Upper()
    incremental = IncrementalTranslation(translate)
    await incremental.update("It rains.")
    assert await incremental.update("It rains. Ta") == PartialTranslation("IT RAINS.")
    assert await incremental.update("It rains. Take a c") == PartialTranslation("IT RAINS.", " TAKE", " TAKE A")
    assert translate.asked == ["It rains.", "Take a"]


async def test_what_was_pasted_is_translated_sentence_by_sentence() -> None:
    incremental = IncrementalTranslation(Upper())
    assert await incremental.update("- One two.\n- Three!\n\nFour fi") == PartialTranslation(
        "- ONE TWO.\n- THREE!", "\n\nFOUR", "\n\nFOUR"
    )


async def test_what_is_taken_back_is_shown_until_something_else_is_typed_or_the_writer_rests() -> None:
    for text, idle in (("I like b", 0.0), ("I like ", WORD_PAUSE)):
        incremental = IncrementalTranslation(Upper())
        for before in ("I ", "I like ", "I like red ", "I like red cats ", "I like red cats and "):
            at_last = await incremental.update(before)
        assert await incremental.update("I like ") == at_last == PartialTranslation("I LIKE", " RED", " RED CATS AND")
        assert await incremental.update(text, idle) == PartialTranslation("I LIKE")


async def test_a_word_is_put_right_in_a_finished_sentence_when_it_is_whole() -> None:
    translate = Upper()
    incremental = IncrementalTranslation(translate)
    at_last = await incremental.update("I like red cats. They sleep. ")
    for word in ("re", "", "b", "bl", "blu", "blue"):
        assert await incremental.update(f"I like {word} cats. They sleep. ") == at_last
    assert await incremental.update("I like blue cats. They sleep. ", WORD_PAUSE) == PartialTranslation(
        "I LIKE BLUE CATS.", " THEY SLEEP.", " THEY SLEEP."
    )
    assert await incremental.update("I like blue old cats. They sleep. ") != at_last
    assert translate.asked[2:] == ["I like blue cats.", "I like blue old cats."]


async def test_an_open_sentence_that_is_mended_stays_as_settled_as_it_was() -> None:
    incremental = IncrementalTranslation(Upper())
    for text in ("I ", "I like ", "I like red ", "I like red cats ", "I like red cats and "):
        await incremental.update(text)
    shown = await incremental.update("I like blue, red cats and ")
    assert shown == PartialTranslation("I LIKE", " BLUE", " BLUE, RED CATS AND")


async def test_a_writer_who_waits_lets_everything_be_seen() -> None:
    incremental = IncrementalTranslation(Upper())
    assert await incremental.update("I like red ca") == PartialTranslation("", "I", "I LIKE RED")
    assert await incremental.update("I like red ca", WORD_PAUSE) == PartialTranslation("", "I", "I LIKE RED CA")
    whole = PartialTranslation("", "I LIKE RED CA", "I LIKE RED CA")
    assert await incremental.update("I like red ca", IDLE_PAUSE) == whole


async def test_what_was_shown_stays_as_long_as_nothing_speaks_against_it() -> None:
    incremental = IncrementalTranslation(Upper())
    for text, idle, guess in (("I like red", IDLE_PAUSE, "I LIKE RED"), ("I like red cats ", 0.0, "I LIKE RED CATS")):
        assert await incremental.update(text, idle) == PartialTranslation("", "I LIKE RED", guess)


async def test_a_finished_sentence_that_is_opened_again_stays_settled() -> None:
    incremental = IncrementalTranslation(Upper())
    await incremental.update("I like cats. And ")
    assert await incremental.update("I like cats.", WORD_PAUSE) == PartialTranslation("I LIKE CATS.")


async def test_a_sentence_that_is_put_before_others_leaves_them_as_they_were() -> None:
    translate = Upper()
    incremental = IncrementalTranslation(translate)
    for text in ("I like cats. ", "I like cats. You ", "I like cats. You like ", "I like cats. You like old "):
        await incremental.update(text)
    shown = await incremental.update("Good day. I like cats. You like old ")
    assert shown == PartialTranslation("GOOD DAY. I LIKE CATS.", " YOU", " YOU LIKE OLD")
    assert translate.asked[-1] == "Good day."


LETTERS = st.text("abA äß猫。.!? \n", max_size=8)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8), LETTERS), max_size=12)


def edited(edits: Iterable[tuple[int, int, str]]) -> list[str]:
    """A text after each of the edits: from there, so many characters become others."""
    texts = [""]
    for start, length, instead in edits:
        texts.append(texts[-1][:start] + instead + texts[-1][start + length :])
    return texts[1:]


@given(EDITS)
async def test_what_is_shown_in_the_end_is_the_translation_of_what_stands_there(
    edits: list[tuple[int, int, str]],
) -> None:
    incremental = IncrementalTranslation(fickle)
    for text in (texts := edited(edits)):
        await incremental.update(text)
    for text in texts[-1:]:
        shown, at_once = (
            await incremental.update(text, IDLE_PAUSE),
            await IncrementalTranslation(fickle).update(text, IDLE_PAUSE),
        )
        assert shown.settled + shown.open == at_once.settled + at_once.open


@given(EDITS, st.integers(0, 3))
async def test_finished_sentences_stand_as_they_are_whatever_was_there_before(
    edits: list[tuple[int, int, str]], seldom: int
) -> None:
    incremental = IncrementalTranslation(fickle)
    for number, text in enumerate(edited(edits)):
        if number % (seldom + 1) == 0:
            shown = await incremental.update(text, WORD_PAUSE)
            finished = (await IncrementalTranslation(fickle).update(text, WORD_PAUSE)).settled
            assert shown.settled.startswith(finished)


@given(st.lists(LETTERS))
async def test_finished_sentences_are_never_shown_otherwise_while_a_text_grows(typed: list[str]) -> None:
    incremental, finished = IncrementalTranslation(fickle), ""
    for text in accumulate(typed):
        shown = await incremental.update(text)
        assert shown.settled.startswith(finished)
        finished = (await IncrementalTranslation(fickle).update(text)).settled


ATTACKS = ("a" * 3999 + ".", "a" * 4000, "." * 4000, " " * 4000, "a." * 2000, "a " * 2000, "猫" * 4000, "猫a" * 2000)


@pytest.mark.parametrize("text", ATTACKS, ids=lambda text: repr(text[:3]))
def test_the_last_word_of_a_hostile_text_is_found_in_little_time(text: str) -> None:
    assert min(timeit.repeat(lambda: incomplete(text), repeat=5, number=1)) < 0.005
