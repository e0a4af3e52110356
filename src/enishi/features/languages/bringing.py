"""Brings languages that were ordered: one after the other, again after a restart, and again after a failure."""

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial

from enishi import clock
from enishi.doors.house import House
from enishi.errors import ModelError, StoreError
from enishi.features.languages import table
from enishi.features.languages.arrivals import Arrivals, Standing
from enishi.features.languages.fetching import Fetcher, Found, on_a_thread
from enishi.features.languages.offer import Offer
from enishi.features.languages.wire import Fetching, Ordered, State
from enishi.protocol import Event
from enishi.speech.models import SPEECH
from enishi.tasks import Tasks

log = logging.getLogger(__name__)

LOOK = 60.0
"""Seconds between two looks at the lists, the directory of models, the engines, and at what was ordered."""

RETRY = 300.0
"""Seconds after which a language is tried again that could not be fetched."""

PROGRESS = 0.5
"""Seconds between two events of a fetch."""


class Bringing:
    """An order is for all processes: each brings what its own directory of models lacks."""

    def __init__(self, house: House, offer: Offer, arrivals: Arrivals, renew: Callable[[], None]) -> None:
        """`renew` is called when there is something else to offer."""
        self._house = house
        self._offer = offer
        self._arrivals = arrivals
        self._renew = renew
        self._fetcher = Fetcher(house.settings)
        self._found = Found()
        self._coming: set[str] = set()
        self._failed: dict[str, float] = {}
        """When a language failed, by the loop's clock."""
        self._turn = asyncio.Lock()
        self._wake = asyncio.Event()
        self._tasks = Tasks("Fetching a language")

    def begin(self) -> None:
        """Look, now and from time to time."""
        self._tasks.start(self._keep_looking())

    async def close(self) -> None:
        """Stop; an order stays."""
        self._fetcher.stop()
        await self._tasks.close()

    def look(self) -> None:
        """Look soon."""
        self._wake.set()

    def is_coming(self, language: str) -> bool:
        """Whether it is on its way."""
        return language in self._coming

    def has_failed(self, language: str) -> bool:
        """Whether it failed, and is tried again."""
        return language in self._failed

    async def order(self, languages: Collection[str]) -> None:
        """Have these fetched, until they are here."""
        if languages:
            await self._house.store.write(partial(table.order, languages=languages, at=clock.now()), room=None)
            self._house.bus.publish(Ordered(languages=tuple(languages)))

    def order_soon(self, language: str) -> None:
        """The same, in the background."""
        self._tasks.start(self._order_soon(language))

    def on_event(self, event: Event) -> None:
        """What was ordered, in any process; and how far another one is with what this one waits for."""
        if isinstance(event, Ordered):
            for language in event.languages:
                self._bring(language)
        elif isinstance(event, Fetching) and event.language in self._coming:
            self._arrivals.set(event.language, Standing(State.FETCHING, event.have, event.size))

    async def _order_soon(self, language: str) -> None:
        with suppress(StoreError):  # it is wanted again by the next who comes
            await self.order([language])

    def _bring(self, language: str) -> None:
        if language not in self._coming and (self._offer.uses_models or language == SPEECH):
            self._coming.add(language)
            self._tasks.start(self._fetch_and_open(language))

    async def _fetch_and_open(self, language: str) -> None:
        self._failed.pop(language, None)
        self._arrivals.set(language, Standing(State.WAITING, size=self._offer.size(language) or 0))
        try:
            async with self._turn:
                await self._fetch(language)
                await self._open()
            await self._house.store.write(partial(table.done, language=language), room=None)
        except ModelError as error:
            self._fail(language, error)
        except StoreError:
            pass  # the order stays, and is looked at again
        finally:
            self._coming.discard(language)
        self._renew()

    async def _fetch(self, language: str) -> None:
        come = [0, 0]

        def progress(have: int, size: int) -> None:
            come[:] = have, size

        fetching = asyncio.ensure_future(self._fetcher.fetch(language, progress))
        try:
            while not (await asyncio.wait((fetching,), timeout=PROGRESS))[0]:
                have, size = come
                if size:
                    self._arrivals.set(language, Standing(State.FETCHING, have, size))
                    self._house.bus.publish_remote(Fetching(language=language, have=have, size=size))
        finally:
            fetching.cancel()
        fetching.result()

    async def _open(self) -> None:
        """Offer what the machine has now, and let workers open anew what was replaced."""
        asks, before = self._offer.asks_lists, self._found.versions
        found = await self._fetcher.look(ask=asks)
        self._found = found
        self._offer.find(found, asked=asks)
        replaced = [step for step, version in found.versions.items() if before.get(step, version) != version]
        self._house.translator.reload(replaced)
        await self._house.translator.refresh()
        await on_a_thread(self._house.recognition.refresh)

    def _fail(self, language: str, error: ModelError) -> None:
        log.warning("The language %s could not be fetched: %s", language, error.sentence)
        self._failed[language] = asyncio.get_running_loop().time()
        self._arrivals.set(language, Standing(State.FAILED, code=error.code, sentence=error.told))

    async def _keep_looking(self) -> None:
        while True:
            await self._open()
            self._renew()
            with suppress(StoreError):
                await self._take_up()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._wake.wait()
            self._wake.clear()

    async def _take_up(self) -> None:
        """What was ordered and is not here: after a restart, after a failure, and where an order did not arrive."""
        now = asyncio.get_running_loop().time()
        for language in await self._house.store.read(table.ordered):
            if self._failed.get(language, -RETRY) + RETRY <= now:
                self._bring(language)
