"""A house without a door: everything that features stand on, as the server wires it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from enishi.app.base import open_base
from enishi.app.spine import open_spine
from enishi.doors.house import House
from enishi.settings import Settings


@asynccontextmanager
async def furnished(settings: Settings) -> AsyncIterator[House]:
    """Running until the context closes; no feature is opened yet."""
    async with AsyncExitStack() as stack:
        yield await open_spine(settings, await open_base(settings, stack), stack)
