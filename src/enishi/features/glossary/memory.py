"""A room's translation memory as a whole: exported, and imported."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.doors.house import House
from enishi.errors import Invalid
from enishi.exchange.units import Unit, kept, untranslated
from enishi.gathering.people import places_table as places
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations.memory_table import Remembered
from enishi.model import Member
from enishi.text import checked_text


class Memory:
    """What is imported counts like a correction by whoever imports it."""

    def __init__(self, house: House) -> None:
        self._store = house.store
        self._languages = house.languages
        self._longest = house.settings.message_length

    async def units(self, room: UUID, reader: Member) -> Sequence[Unit]:
        """What the room remembers for everybody, of messages that the reader sees; in the order of its words."""
        together: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for known in await self._store.read(partial(_of_room, room=room, reader=reader.id)):
            together[known.text, known.source][known.target] = known.translation
        return [Unit(text, source, translations) for (text, source), translations in together.items()]

    def checked(self, unit: Unit) -> Iterator[Unit | Invalid]:
        """The unit as it can be kept here, and why some of it cannot."""
        if unit.language is None or not unit.translations:
            yield untranslated()
        else:
            yield from kept(unit, self._languages, self._checked_words)

    def _checked_words(self, words: str) -> str:
        if len(words) > self._longest:
            sentence = f"The words have {len(words)} characters; {self._longest} are the most."
            raise Invalid(sentence, code="words_too_long")
        return checked_text(words, self._longest)

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Remember all of these from now on; what was known of the same words is replaced."""
        now = clock.now()
        learned = [
            Remembered(room, unit.language, target, unit.text, words, None, member.id, now, confirmed_by=member.id)
            for unit in units
            for target, words in unit.translations.items()
            if unit.language
        ]
        await self._store.write(lambda connection: memory.keep(connection, *learned), room=room)


def _of_room(connection: Connection, room: UUID, reader: UUID) -> Sequence[Remembered]:
    return memory.of_room(connection, room, places.sees_after(connection, room, reader))
