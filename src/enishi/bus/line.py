"""Questions from process to process over NATS: one of those who answer takes each, and shows that it is at it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import nats.errors
from nats.aio.client import NO_RESPONDERS_STATUS, Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import Header

log = logging.getLogger(__name__)

SIGN_EVERY = 0.5
"""Seconds between two signs of life of who works on an answer."""

SILENCE = 3.0
"""Seconds without a sign after which whoever took a question is given up."""

FINISHING = 10.0
"""Seconds in which what is begun has to be finished when a process stops."""

_AT_IT = b""


class NatsLine:
    """Nothing is kept for who is not there: a question is taken at once, or not at all."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._answering: list[Subscription] = []
        self._working: set[asyncio.Task[None]] = set()

    async def request(self, subject: str, question: bytes) -> bytes:
        """What one of those who answer there says, however long it takes while it shows that it is at it.

        Raises ConnectionError where nobody answers there, TimeoutError when who took the question falls silent.
        """
        if not self._client.is_connected:
            raise ConnectionError("NATS is away.")
        try:
            return await self._ask(subject, question)
        except TimeoutError:
            raise
        except nats.errors.Error as error:
            raise ConnectionError(str(error)) from error

    async def serve(self, subject: str, group: str, respond: Callable[[bytes], Awaitable[bytes]]) -> None:
        """Take part in answering there: each question goes to one of the group. `respond` does not raise."""

        async def take(message: Msg) -> None:
            task = asyncio.create_task(_respond(message, respond))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

        self._answering.append(await self._client.subscribe(subject, queue=group, cb=take))

    async def publish(self, subject: str, words: bytes) -> None:
        """Tell everybody who hears there; where NATS is away, as soon as it is back."""
        with suppress(nats.errors.Error):
            await self._client.publish(subject, words)

    async def subscribe(self, subject: str, handler: Callable[[bytes], None]) -> None:
        """Hear what others tell there; the handler is quick and does not raise."""

        async def take(message: Msg) -> None:
            handler(message.data)

        await self._client.subscribe(subject, cb=take)

    async def drain(self) -> None:
        """Take no more questions, and answer those that were taken, as far as there is time."""
        with suppress(nats.errors.Error):
            await asyncio.gather(*(each.drain() for each in self._answering))  # type: ignore[no-untyped-call]
        if self._working:
            await asyncio.wait(self._working, timeout=FINISHING)
        with suppress(nats.errors.Error):
            await self._client.flush()

    async def _ask(self, subject: str, question: bytes) -> bytes:
        inbox = self._client.new_inbox()
        answers = await self._client.subscribe(inbox)
        try:
            await self._client.publish(subject, question, reply=inbox)
            words = _AT_IT
            while words == _AT_IT:
                message = await answers.next_msg(SILENCE)
                if message.headers and message.headers.get(Header.STATUS) == NO_RESPONDERS_STATUS:
                    raise ConnectionError("Nobody answers.")
                words = message.data
            return words
        finally:
            with suppress(nats.errors.Error):
                await answers.unsubscribe()


async def _respond(message: Msg, respond: Callable[[bytes], Awaitable[bytes]]) -> None:
    work = asyncio.ensure_future(respond(message.data))
    try:
        while not (await asyncio.wait((work,), timeout=SIGN_EVERY))[0]:
            await message.respond(_AT_IT)
        await message.respond(await work)
    except nats.errors.Error as error:  # whoever asked hears nothing, and asks another one
        log.warning("An answer could not be sent: %s", error)
    finally:
        work.cancel()
