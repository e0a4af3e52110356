"""Moves read pointers, and sends translations of messages that are asked for."""

from enishi.doors.house import House
from enishi.feature import Caller
from enishi.features.reading.wire import Interpret, Read
from enishi.gathering.translations.wire import Translated


class Reading:
    """What is not translated yet comes by itself, later."""

    def __init__(self, house: House) -> None:
        self._rooms = house.rooms
        self._history = house.history

    async def read(self, caller: Caller, command: Read) -> None:
        """Move the member's read pointer forward."""
        await self._rooms.read(caller.member, command.room, command.seq)

    async def interpret(self, caller: Caller, command: Interpret) -> None:
        """Send the translations that there are, and begin the others."""
        page = await self._history.some(caller.member, command.room, command.messages, again=command.again)
        for fact in page.facts:
            if isinstance(fact, Translated):
                caller.tell(fact)
