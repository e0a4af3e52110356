"""What every store has to keep of suggestions: a client's own, what was confirmed for everybody, in their order."""

from functools import partial

import pytest

from enishi import clock
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.gathering.translations.suggestions_table import Suggestion
from enishi.store.store import Store
from tests.support.rooms import Place, place

ONE, OTHER = b"1" * 32, b"2" * 32


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


async def suggest(here: Place, client: bytes, better: str, text: str = "Hello.") -> Suggestion:
    words = f"{text} {here.room}"  # all tests share a store
    made = Suggestion(clock.new_id(), client, words, "en", better, "pt", clock.now())
    await here.store.write(partial(suggestions.keep, suggestion=made), room=None)
    return made


async def confirm(here: Place, suggestion: Suggestion) -> None:
    work = partial(suggestions.confirm, suggestion=suggestion, by=here.ada.id)
    await here.store.write(work, room=None)


async def read(here: Place, client: bytes | None = None, text: str = "Hello.", target: str = "pt") -> str | None:
    look = partial(suggestions.look_up, source="en", target=target, text=f"{text} {here.room}", client=client)
    found = await here.store.read(look)
    return None if found is None else found.better


async def test_a_suggestion_is_its_clients_own(here: Place) -> None:
    await suggest(here, ONE, "Oi.")
    assert [await read(here, who) for who in (ONE, OTHER, None, b"")] == ["Oi.", None, None, None]
    await suggest(here, OTHER, "Viva.")
    await suggest(here, ONE, "Olá.", text=" Hello. ")
    assert [await read(here, who) for who in (ONE, OTHER, None)] == ["Olá.", "Viva.", None]
    assert await read(here, ONE, target="fr") is None
    assert await read(here, ONE, text="hello.") is None


async def test_what_is_confirmed_is_everybodys_but_ones_own_comes_first(here: Place) -> None:
    await suggest(here, ONE, "Oi.")
    better = await suggest(here, OTHER, "Viva.")
    await confirm(here, better)
    assert [await read(here, who) for who in (ONE, OTHER, None)] == ["Oi.", "Viva.", "Viva."]


async def test_one_is_confirmed_for_the_same_words(here: Place) -> None:
    first, second = await suggest(here, ONE, "Oi."), await suggest(here, OTHER, "Viva.")
    elsewhere = await suggest(here, ONE, "Tchau.", text="Bye.")
    for each in (elsewhere, first, second):
        await confirm(here, each)
    assert (await read(here), await read(here, text="Bye.")) == ("Viva.", "Tchau.")
    assert await here.store.write(partial(suggestions.remove, suggestion=second.id), room=None)
    assert (await read(here), await read(here, OTHER), await read(here, ONE)) == (None, None, "Oi.")
    assert not await here.store.write(partial(suggestions.remove, suggestion=second.id), room=None)


async def test_what_replaces_a_confirmed_one_has_to_be_confirmed_again(here: Place) -> None:
    await confirm(here, await suggest(here, ONE, "Oi."))
    await suggest(here, ONE, "Disparate.")
    assert [await read(here, who) for who in (ONE, OTHER)] == ["Disparate.", None]


async def test_all_are_listed_the_newest_first_and_in_pages(here: Place) -> None:
    made = [await suggest(here, client, "x", text=f"{number}") for number in range(3) for client in (ONE, OTHER)]
    newest = await here.store.read(partial(suggestions.listed, before=None, limit=4))
    older = await here.store.read(partial(suggestions.listed, before=newest[-1].id, limit=2))
    assert [each.id for each in (*newest, *older)] == [each.id for each in reversed(made)]
    assert await here.store.read(partial(suggestions.get, suggestion=older[1].id)) == older[1]
