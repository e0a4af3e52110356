"""What every store has to keep of glossaries, and of a memory that was brought from elsewhere."""

from functools import partial
from uuid import UUID

from enishi import clock
from enishi.features.glossary import table as changes
from enishi.features.glossary.changing import begun
from enishi.features.glossary.table import KEPT, Change, ChangeSource
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
        await here.write(partial(glossary.put, room=here.room, added=(each,)))
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
    for left in (french, None):
        assert await here.write(partial(glossary.remove, room=here.room, term=french.id)) == left


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


async def test_the_newest_changes_of_a_room_are_kept(store: Store) -> None:
    here = await place(store)
    made = [
        begun(here.room, here.ada.id, [term(here, f"word {number}", "en", pt="palavra")]) for number in range(KEPT + 2)
    ]
    for change in made:
        await here.write(partial(changes.keep, change=change))
    assert await store.read(partial(changes.of_room, room=here.room)) == made[:1:-1]
    assert await store.read(partial(changes.get, room=here.room, change=made[1].id)) is None
    assert await store.read(partial(changes.get, room=here.room, change=made[2].id)) == made[2]


async def test_with_a_member_their_words_go_out_of_the_changes_of_others(store: Store) -> None:
    here = await place(store)
    theirs = Change(clock.new_id(), here.room, here.rui.id, clock.now(), (term(here, "secret"),), ())
    own = begun(here.room, here.rui.id, [])
    for change in (theirs, own):
        await here.write(partial(changes.keep, change=change))
    await here.write(partial(ChangeSource().erase, member=here.ada.id))
    assert await store.read(partial(changes.of_room, room=here.room)) == [own]
