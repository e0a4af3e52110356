"""What every store has to keep of corrections: what replaces what, what is found again, what goes with a message."""

from functools import partial

import pytest

from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import table as translations
from enishi.store.store import Store
from tests.support.facts import translations_in
from tests.support.rooms import Place, place


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def test_a_correction_takes_the_place_of_a_translation_and_the_next_number(here: Place) -> None:
    said = await here.post(here.ada, "The bank is steep.")
    machine = await here.translate(said, "pt", "O banco é íngreme.")
    corrected = await here.correct(said, here.rui, "A margem é íngreme.")
    assert machine
    assert corrected.seq == machine.seq + 1
    missed = await here.missed(here.rui, machine.seq)
    assert translations_in(missed.facts) == [corrected]
    assert corrected.corrected_by == here.rui.id
    assert await here.translate(said, "pt", "O banco é íngreme.") is None, "an engine that comes late changes nothing"


async def test_what_has_changed_meanwhile_is_not_corrected(here: Place) -> None:
    said = await here.post(here.ada, "Red.")
    await here.edit(said, "Green.")
    late = here.translation(said, "pt", "Encarnado.", by=here.rui.id)
    assert await here.write(partial(translations.put, translation=late)) is None


@pytest.mark.parametrize("text", ["Café  at\n nine? ", "Cafe\u0301 at nine?"])
async def test_the_same_words_are_found_whatever_their_spaces_and_composition(here: Place, text: str) -> None:
    await here.correct(await here.post(here.ada, "Café at nine?"), here.rui, "Café às nove?")
    assert await here.remembered(text) == "Café às nove?"


@pytest.mark.parametrize("text", ["café at nine?", "Café at nine.", "Café at nine"])
async def test_other_words_are_not_found(here: Place, text: str) -> None:
    await here.correct(await here.post(here.ada, "Café at nine?"), here.rui, "Café às nove?")
    assert await here.remembered(text) is None


async def test_a_room_remembers_for_itself_and_for_each_pair_of_languages(here: Place, store: Store) -> None:
    await here.correct(await here.post(here.ada, "Hello."), here.rui, "Viva.")
    assert await (await place(store)).remembered("Hello.") is None
    assert await here.remembered("Hello.", "en", "fr") is None
    assert await here.remembered("Hello.", "fr", "pt") is None


async def test_the_last_word_counts(here: Place) -> None:
    for better in ("Oi.", "Viva."):
        await here.correct(await here.post(here.ada, "Hello."), here.rui, better)
    assert await here.remembered("Hello.") == "Viva."


async def test_an_edit_and_a_removal_take_along_what_was_learned(here: Place) -> None:
    for change in (partial(here.edit, text="Other."), here.remove):
        said = await here.post(here.ada, "A secret.")
        await here.correct(said, here.rui, "Um segredo.")
        assert await here.remembered("A secret.")
        await change(said)
        assert await here.remembered("A secret.") is None


async def test_one_forgets_ones_own_words_only(here: Place) -> None:
    said = await here.post(here.ada, "Hello.")
    await here.correct(said, here.rui, "Viva.")
    for member, left in ((here.ada, "Viva."), (here.rui, None)):
        await here.write(partial(memory.forget, message=said, target="pt", made_by=member.id))
        assert await here.remembered("Hello.") == left
