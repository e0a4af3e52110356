"""The seam that every store fits: pieces of work on a connection, one after the other or over a snapshot."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import UUID

from sqlalchemy import Connection

T = TypeVar("T")


class Store(Protocol):
    """Open while its context is; the tables and what is done with them are the same everywhere."""

    async def write(self, work: Callable[[Connection], T], *, room: UUID | None) -> T:
        """Run `work` in a transaction; returns when it is on disk, raises what it raises.

        `room` names the room that the work writes in; None is for what concerns the house. No work may rely on
        nothing being written in another room meanwhile.

        Raises StoreError when the disk or the database stands in the way: then nothing of it is kept. Whoever waits
        learns of pieces of work in the order in which they were asked for.
        """
        ...

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` over one consistent snapshot that holds everything acknowledged so far; raises StoreError."""
        ...

    async def scrub(self) -> None:
        """Have what was erased leave the files of the database, as far as it can be told to; raises StoreError."""
        ...

    def close(self) -> None:
        """Finish the writes that wait, then let everything go; waits, so not on the loop."""
        ...

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)
