"""The words of a room in memory are never older than the last change that was told."""

import asyncio
from functools import partial
from pathlib import Path

from enishi import clock
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.wire import Presence
from enishi.gathering.translations import terms_table as glossary
from enishi.gathering.translations.room_translator import RoomTranslator
from enishi.gathering.translations.terms_table import Term
from enishi.gathering.translations.wire import GlossaryChanged
from enishi.model import Member
from enishi.settings import Settings
from enishi.store.sqlite import SQLiteStore
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.translator import Translator
from tests.support.rooms import Place, place


async def settle(here: Place, words: str) -> None:
    term = Term(clock.new_id(), here.room, "bank", "en", {"pt": words}, here.ada.id, clock.now())
    await here.write(partial(glossary.put, room=here.room, added=(term,)))


async def test_what_was_read_before_a_change_is_not_kept(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        here = await place(store)
        translator = RoomTranslator(store, Translator({}, Pool(process_slots(Settings())), 0))

        async def put() -> str:
            made = await translator.translate(here.room, "Bank!", author=here.ada.id, source="en", target="pt")
            return made.text

        await settle(here, "banca")
        early = asyncio.create_task(put())
        await asyncio.sleep(0)  # it is reading now
        translator.on_event(GlossaryChanged(room=here.room))
        assert await early == "Banca!"
        await settle(here, "margem")
        assert await put() == "Margem!"

        await settle(here, "banco")
        assert await put() == "Margem!", "in memory until a change is told"
        translator.on_event(Presence(room=here.room, member=here.ada, here=True))
        assert await put() == "Margem!", "somebody known is no change"
        eva = Member(clock.new_id(), "Eva", "pt")
        await here.write(partial(members.add, member=eva, joined_at=clock.now()))
        await here.write(partial(rooms.enter, room=here.room, member=eva.id))
        translator.on_event(Presence(room=here.room, member=eva, here=True))
        assert await put() == "Banco!"
