"""A page that loses its connection and comes back: a guest, and what is remembered over every connection."""

import asyncio

from tests.support.guest import PATIENCE, Guest
from tests.support.memory import Memory


class Page:
    """Remembers by the protocol's rules alone."""

    def __init__(self, reader: Guest) -> None:
        self.reader = reader
        self.memory = Memory()
        self._read = 0

    def remember(self) -> None:
        """Take in what came."""
        for event in self.reader.events[self._read :]:
            self.memory.apply(event)
        self._read = len(self.reader.events)

    async def connect(self) -> None:
        """Come back, from where one was."""
        await self.reader.connect(since=self.memory.seen)
        self.remember()

    async def cut(self) -> None:
        """Lose the connection, as when the network goes."""
        await self.reader.cut()
        self.remember()
        self.memory.interrupt()

    async def snapshot(self) -> Memory:
        """What a newcomer in this reader's place would be told; this page does not take it in."""
        begun = len(self.reader.events)
        await self.reader.ask("resume", room=self.reader.room, since=None)
        told = await self.reader.told(lambda event: event["type"] == "caught_up", begun)
        self.reader.events.remove(told)
        newcomer = Memory()
        newcomer.apply(told)
        return newcomer

    async def agrees(self) -> None:
        """Wait until it knows what a newcomer is told; fails when that does not come about."""
        newcomer = await self.snapshot()
        self.remember()
        try:
            async with asyncio.timeout(PATIENCE):
                while self.memory.state != newcomer.state:
                    await self.reader.news()
                    newcomer = await self.snapshot()
                    self.remember()
        except TimeoutError:
            assert self.memory.state == newcomer.state
