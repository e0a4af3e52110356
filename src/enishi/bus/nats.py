"""The bus of several processes: NATS carries to the others what each publishes, as JSON of the wire."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import TracebackType
from typing import Self

import nats.errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from pydantic import TypeAdapter, ValidationError
from typing_extensions import override

from enishi.bus.local import LocalBus
from enishi.errors import BusUnusable
from enishi.protocol import Event

log = logging.getLogger(__name__)

EVENTS = "enishi.events"
"""The subject of what happened. One NATS account serves one house."""

PATIENCE = 10.0
"""Seconds in which NATS has to be reached when a process starts; later it may be away for as long as it likes."""

FAREWELL = 3.0
"""Seconds in which what was sent last may still leave, when the process stops."""

PING_EVERY = 10
"""Seconds; a server that does not answer two of them is given up, and connected to anew."""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Client]:
    """A connection to NATS, which comes back by itself whenever it is lost; raises BusUnusable.

    It does not hear what it publishes itself.
    """
    client = Client()

    async def lost() -> None:
        if not client.is_closed:
            log.warning("NATS is away: what happens here reaches the other processes later, through the store.")

    try:
        async with asyncio.timeout(PATIENCE):
            await client.connect(
                url,
                name="enishi",
                no_echo=True,
                max_reconnect_attempts=-1,
                reconnect_time_wait=1,
                ping_interval=PING_EVERY,
                error_cb=_failed,
                disconnected_cb=lost,
                reconnected_cb=_found,
            )
    except (TimeoutError, OSError, ValueError, nats.errors.Error) as error:
        if client.connected_url or client.last_error:  # else it never got as far as having something to close
            await client.close()
        reason = client.last_error or error
        raise BusUnusable(f"NATS (ENISHI_BUS) cannot be reached: {reason or type(reason).__name__}.") from error
    try:
        yield client
    finally:
        await client.close()


class NatsBus(LocalBus):
    """While NATS is away nothing is kept for it: the others find in the store what they were not told."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client
        self._outbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._decode: Callable[[bytes], Event] | None = None

    def decode_with(self, vocabulary: TypeAdapter[Event]) -> None:
        """Decode what other processes send with all events there are; until then it is skipped."""
        self._decode = vocabulary.validate_json

    @override
    def publish_remote(self, event: Event) -> None:
        if self._client.is_connected:
            self._outbox.put_nowait(event)

    async def __aenter__(self) -> Self:
        await self._client.subscribe(EVENTS, cb=self._receive)
        await self._client.flush()
        self._sending = asyncio.create_task(self._send())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._outbox.put_nowait(None)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._sending, FAREWELL)

    async def _send(self) -> None:
        """One after the other, so that they leave in the order in which they were sent."""
        while (event := await self._outbox.get()) is not None:
            try:
                await self._client.publish(EVENTS, event.model_dump_json().encode())
            except nats.errors.Error as error:
                log.warning("The other processes were not told of an event: %s", error)

    async def _receive(self, message: Msg) -> None:
        if self._decode is None:
            return
        try:
            event = self._decode(message.data)
        except ValidationError:  # the protocol grows by adding
            return
        for each in self._others:
            each.handler(event)


async def _failed(error: Exception) -> None:
    if not isinstance(error, OSError):  # that it cannot be reached was told when it was lost
        log.warning("NATS: %s", error or type(error).__name__)


async def _found() -> None:
    log.warning("NATS is back.")
