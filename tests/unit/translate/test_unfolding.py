"""A draft on its way: finished sentences stand, the open one settles."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import accumulate
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.incremental import RESTS, WAITS, Unfolding
from enishi.translate.local_agreement import Shown
from enishi.translate.translator import Rendering


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
    unfolding = Unfolding(translate)
    assert await unfolding.show("He") == Shown()
    assert await unfolding.show("Hello wor") == Shown("", "HELLO")
    assert await unfolding.show("Hello world i") == Shown("", "HELLO")
    assert translate.asked == ["Hello", "Hello world"]


async def test_what_three_agree_on_stands_and_one_word_more_is_pale() -> None:
    unfolding = Unfolding(Upper())
    for text in ("I ", "I like ", "I like red "):
        shown = await unfolding.show(text)
    assert shown == Shown("I", " LIKE")


async def test_a_word_that_was_another_one_waits_for_more_to_agree() -> None:
    made = {"I": "YO", "I like": "ME GUSTA", "I like red": "ME GUSTA EL", "I like red cats": "ME GUSTA EL GATO"}

    async def translate(text: str) -> Rendering:
        return Rendering(made[text])

    unfolding = Unfolding(translate)
    shown = [await unfolding.show(f"{text} ") for text in made]
    assert shown == [Shown("", "YO"), Shown(), Shown(), Shown()]


async def test_a_sentence_that_has_its_full_stop_is_shown_whole() -> None:
    unfolding = Unfolding(Upper())
    assert await unfolding.show("It rains.") == Shown("", "IT")
    assert await unfolding.show("It rains. ") == Shown("", "IT RAINS.")


async def test_finished_sentences_are_translated_once_and_stand() -> None:
    translate = Upper()
    unfolding = Unfolding(translate)
    await unfolding.show("It rains.")
    assert await unfolding.show("It rains. Ta") == Shown("IT RAINS.")
    assert await unfolding.show("It rains. Take a c") == Shown("IT RAINS.", " TAKE")
    assert translate.asked == ["It rains.", "Take a"]


async def test_what_was_pasted_is_translated_sentence_by_sentence() -> None:
    unfolding = Unfolding(Upper())
    assert await unfolding.show("- One two.\n- Three!\n\nFour fi") == Shown("- ONE TWO.\n- THREE!", "\n\nFOUR")


async def test_what_is_taken_back_is_shown_until_something_else_is_typed_or_the_writer_rests() -> None:
    for text, idle, shown in (("I like b", 0.0, "I LIKE"), ("I like ", RESTS, "I LIKE")):
        unfolding = Unfolding(Upper())
        for before in ("I ", "I like ", "I like red ", "I like red cats ", "I like red cats and "):
            at_last = await unfolding.show(before)
        assert await unfolding.show("I like ") == at_last == Shown("I LIKE RED", " CATS")
        assert await unfolding.show(text, idle) == Shown(shown)


async def test_a_word_is_put_right_in_a_finished_sentence_when_it_is_whole() -> None:
    translate = Upper()
    unfolding = Unfolding(translate)
    at_last = await unfolding.show("I like red cats. They sleep. ")
    for word in ("re", "", "b", "bl", "blu", "blue"):
        assert await unfolding.show(f"I like {word} cats. They sleep. ") == at_last
    assert await unfolding.show("I like blue cats. They sleep. ", RESTS) == Shown("I LIKE BLUE CATS.", " THEY SLEEP.")
    assert await unfolding.show("I like blue old cats. They sleep. ") != at_last
    assert translate.asked[2:] == ["I like blue cats.", "I like blue old cats."]


async def test_an_open_sentence_that_is_mended_stays_as_settled_as_it_was() -> None:
    unfolding = Unfolding(Upper())
    for text in ("I ", "I like ", "I like red ", "I like red cats ", "I like red cats and "):
        await unfolding.show(text)
    assert await unfolding.show("I like blue, red cats and ") == Shown("I LIKE BLUE", ",")


async def test_a_writer_who_waits_lets_everything_be_seen() -> None:
    unfolding = Unfolding(Upper())
    assert await unfolding.show("I like red ca") == Shown("", "I")
    assert await unfolding.show("I like red ca", RESTS) == Shown("", "I")
    assert await unfolding.show("I like red ca", WAITS) == Shown("", "I LIKE RED CA")


async def test_what_was_shown_stays_as_long_as_nothing_speaks_against_it() -> None:
    unfolding = Unfolding(Upper())
    assert await unfolding.show("I like red", WAITS) == Shown("", "I LIKE RED")
    assert await unfolding.show("I like red cats ") == Shown("", "I LIKE RED")


async def test_a_finished_sentence_that_is_opened_again_stays_settled() -> None:
    unfolding = Unfolding(Upper())
    await unfolding.show("I like cats. And ")
    assert await unfolding.show("I like cats.", RESTS) == Shown("I LIKE CATS.")


async def test_a_sentence_that_is_put_before_others_leaves_them_as_they_were() -> None:
    translate = Upper()
    unfolding = Unfolding(translate)
    for text in ("I like cats. ", "I like cats. You ", "I like cats. You like ", "I like cats. You like old "):
        await unfolding.show(text)
    shown = await unfolding.show("Good day. I like cats. You like old ")
    assert shown == Shown("GOOD DAY. I LIKE CATS. YOU", " LIKE")
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
    unfolding = Unfolding(fickle)
    for text in (texts := edited(edits)):
        await unfolding.show(text)
    for text in texts[-1:]:
        shown, at_once = await unfolding.show(text, WAITS), await Unfolding(fickle).show(text, WAITS)
        assert shown.settled + shown.open == at_once.settled + at_once.open


@given(EDITS, st.integers(0, 3))
async def test_finished_sentences_stand_as_they_are_whatever_was_there_before(
    edits: list[tuple[int, int, str]], seldom: int
) -> None:
    unfolding = Unfolding(fickle)
    for number, text in enumerate(edited(edits)):
        if number % (seldom + 1) == 0:
            shown = await unfolding.show(text, RESTS)
            finished = (await Unfolding(fickle).show(text, RESTS)).settled
            assert shown.settled.startswith(finished)


@given(st.lists(LETTERS))
async def test_finished_sentences_are_never_shown_otherwise_while_a_text_grows(typed: list[str]) -> None:
    unfolding, finished = Unfolding(fickle), ""
    for text in accumulate(typed):
        shown = await unfolding.show(text)
        assert shown.settled.startswith(finished)
        finished = (await Unfolding(fickle).show(text)).settled
