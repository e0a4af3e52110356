"""A room's translation memory as a whole: exported, and imported."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from enishi import clock
from enishi.doors.house import House
from enishi.features.glossary.units import Unit, in_known_languages
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

    async def units(self, room: UUID) -> Sequence[Unit]:
        """Everything that the room remembers, in the order of its words."""
        together: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for known in await self._store.read(partial(memory.of_room, room=room)):
            together[known.text, known.source][known.target] = known.translation
        return [Unit(text, source, translations) for (text, source), translations in together.items()]

    def checked(self, unit: Unit) -> Unit | None:
        """The unit as it can be kept; None where it has no translation between languages known here. Raises Invalid."""
        if unit.language is None or not unit.translations:
            return None
        for text in (unit.text, *unit.translations.values()):
            checked_text(text, self._longest)
        return in_known_languages(unit, self._languages)

    async def import_units(self, member: Member, room: UUID, units: Sequence[Unit]) -> None:
        """Remember all of these from now on; what was known of the same words is replaced."""
        now = clock.now()
        learned = [
            Remembered(room, unit.language, target, unit.text, words, None, member.id, now)
            for unit in units
            for target, words in unit.translations.items()
            if unit.language
        ]
        await self._store.write(lambda connection: memory.keep(connection, *learned), room=room)
