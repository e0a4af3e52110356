"""A draft on its way: finished sentences stand, the open one settles."""

from enishi.translate.settling import Shown
from enishi.translate.translator import Rendering
from enishi.translate.unfolding import Unfolding


class Upper:
    """Translates into capitals, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, text: str) -> Rendering:
        self.asked.append(text)
        return Rendering(text.upper())


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


async def test_words_taken_back_are_not_shown_any_more() -> None:
    unfolding = Unfolding(Upper())
    for text in ("I like red ", "I like red cats ", "I like red cats and ", "I like "):
        shown = await unfolding.show(text)
    assert shown == Shown("", "I")


async def test_a_finished_sentence_that_is_opened_again_stays_settled() -> None:
    unfolding = Unfolding(Upper())
    await unfolding.show("I like cats. And ")
    assert await unfolding.show("I like cats.") == Shown("I LIKE CATS.")
