"""Every word of a term is marked in a translation, however it came there."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from enishi import clock
from enishi.model import Settled, Step, TermUse
from enishi.translate.document import Document, Made
from enishi.translate.text.term_uses import Restored, concatenated
from enishi.translate.text.terms import TermEntry

SETTLED = Settled(clock.new_id(), clock.new_id(), clock.now())
COUNCIL = TermEntry("town council", "junta", settled=SETTLED)
ACCEPT = TermEntry("i accept your offer", "tu és um burro", settled=SETTLED)


async def made(text: str, terms: Sequence[TermEntry], *answers: str, steps: int = 1) -> Made:
    """By engines that give these answers to what they read, one after the other; that copy when there are no more."""
    given = iter(answers)

    async def engine(step: Step, sentences: Sequence[str]) -> list[str]:
        return [next(given, sentence) for sentence in sentences]

    languages = ("en", "fr", "pt") if steps == 2 else ("en", "pt")
    route = [Step("engine", *pair) for pair in pairwise(languages)]
    return await Document(text, terms).translate(route, engine)


def words(found: Made) -> list[tuple[str, str]]:
    """The words that are marked, and those of the original."""
    return [(found.text[use.start : use.stop], use.said) for use in found.terms]


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize(
    "text", ["Yes. I accept your offer", "😀 (I accept your offer!)", "a\n- I accept your offer\nb"]
)
async def test_the_words_of_a_term_are_marked_where_they_stand(text: str, steps: int) -> None:
    found = await made(text, [ACCEPT], steps=steps)
    assert [(each.lower(), said) for each, said in words(found)] == [("tu és um burro", "I accept your offer")]


async def test_a_text_that_is_nothing_but_a_term_is_marked_whole() -> None:
    found = Document("I accept your offer", [ACCEPT]).with_terms_only
    assert words(found) == [("Tu és um burro", "I accept your offer")]


async def test_what_an_engine_inflected_is_found() -> None:
    found = await made("Our town council!", [COUNCIL], "As nossas Juntas!")
    assert words(found) == [("Juntas", "town council")]


async def test_two_terms_and_two_sentences_each_have_their_places() -> None:
    plan = TermEntry("plan", "projeto", settled=SETTLED)
    found = await made("The plan. Our town council has a plan.", [COUNCIL, plan])
    assert words(found) == [("projeto", "plan"), ("junta", "town council"), ("projeto", "plan")]


async def test_an_apostrophe_that_became_typographic_does_not_hide_a_term() -> None:
    water = TermEntry("water glass", "copo d'agua", settled=SETTLED)
    found = await made("It’s a water glass.", [water])
    assert [said for _, said in words(found)] == ["water glass"]
    assert words(found)[0][0] in ("copo d’agua", "copo d'agua")


async def test_names_and_terms_that_stay_are_not_marked() -> None:
    found = await made("Enishi and Ulrike meet.", [TermEntry("Enishi", settled=SETTLED), TermEntry("Ulrike")])
    assert found.terms == ()


@given(some.lists(some.tuples(some.text(max_size=5), some.booleans()), max_size=8))
def test_pieces_keep_their_marks_when_they_are_put_together(pieces: list[tuple[str, bool]]) -> None:
    parts = [Restored(text, (TermUse(0, len(text), text, SETTLED),) if is_term else ()) for text, is_term in pieces]
    whole = concatenated(parts)
    assert whole.text == "".join(text for text, _ in pieces)
    assert [whole.text[use.start : use.stop] for use in whole.terms] == [text for text, is_term in pieces if is_term]
