"""Welcome: the room that greets newcomers with a short conversation in two languages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.welcome.verbs import prepare, warm
from enishi.tasks import Tasks


def open_welcome(house: House) -> Feature:
    """Its two residents are present while the server runs, and the engines of their languages are loaded."""

    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        await prepare(house.store, house.attendance)
        tasks = Tasks("Loading the engines of the welcome room")
        tasks.start(warm(house.translator, house.pool))
        yield
        await tasks.close()

    return Feature(run=running)
