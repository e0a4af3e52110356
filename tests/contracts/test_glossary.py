"""What every store has to keep of glossaries, and of a memory that was brought from elsewhere."""

from functools import partial
from uuid import UUID

from enishi import clock
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import terms_table as glossary
from enishi.gathering.translations.memory_table import Remembered
from enishi.gathering.translations.terms_table import Term
from enishi.store.store import Store
from tests.support.rooms import Place, place


def term(here: Place, text: str, language: str | None = None, id: UUID | None = None, **translations: str) -> Term:
    return Term(id or clock.new_id(), here.room, text, language, translations, here.ada.id, clock.now())


async def kept(here: Place, *terms: Term) -> list[Term]:
    for each in terms:
        await here.write(partial(glossary.put, term=each))
    return list(await here.store.read(partial(glossary.of_room, room=here.room)))


async def test_a_term_takes_the_place_of_its_id_and_of_its_words_in_its_language(store: Store) -> None:
    here = await place(store)
    alone = term(here, "chat")
    english, french = term(here, "chat", "en", pt="conversa"), term(here, "chat", "fr", pt="gato")
    found = await kept(here, alone, english, french)
    assert found == [alone, english, french]
    renamed = term(here, "talk", "en", english.id, pt="conversa")
    again = term(here, "chat")
    assert await kept(here, renamed, again) == [french, again, renamed]
    assert await store.read(partial(glossary.count, room=here.room)) == 3
    for left in (True, False):
        assert await here.write(partial(glossary.remove, room=here.room, term=french.id)) is left


async def test_each_room_has_its_own_terms_even_with_the_same_id(store: Store) -> None:
    here, there = await place(store), await place(store)
    mine = term(here, "Enishi")
    theirs = term(there, "Enishi", id=mine.id)
    assert await kept(there, theirs) == [theirs]
    assert await kept(here, mine) == [mine]
    assert not await here.write(partial(glossary.remove, room=here.room, term=clock.new_id()))


async def test_many_sentences_are_remembered_at_once_without_a_message(store: Store) -> None:
    here = await place(store)
    await here.correct(await here.post(here.ada, "One."), here.rui, "Um.")

    def learn(text: str, translation: str) -> Remembered:
        return Remembered(here.room, "en", "pt", text, translation, None, here.ada.id, clock.now(), here.ada.id)

    brought = [learn("One.", "Uma."), learn("Two.", "Dois."), learn(" Two. ", "Duas.")]
    await here.write(lambda connection: memory.keep(connection, *brought))
    await here.write(memory.keep)
    assert [await here.remembered(text) for text in ("One.", "Two.", "Three.")] == ["Uma.", "Duas.", None]
    assert len(await store.read(partial(memory.of_room, room=here.room))) == 2
