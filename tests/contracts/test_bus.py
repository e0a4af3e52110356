"""What every bus has to keep: who publishes hears it at once, and the other processes soon, in the same order."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from enishi.app.application import bus_vocabulary
from enishi.bus.bus import Bus, Stage, Subscription
from enishi.bus.local import LocalBus
from enishi.bus.nats import EVENTS, NatsBus, connected
from enishi.errors import BusUnusable
from enishi.protocol import Event
from tests.support.facts import posted
from tests.support.nats import Nats, nats


class Ear:
    """Remembers what it heard, and can wait for more."""

    def __init__(self, bus: Bus, *, own: bool = True, others: bool = True) -> None:
        self.heard: list[Event] = []
        self._news = asyncio.Event()
        bus.subscribe(Subscription(self._hear, own=own, others=others))

    def _hear(self, event: Event) -> None:
        self.heard.append(event)
        self._news.set()

    async def hears(self, last: Event) -> list[Event]:
        """Everything up to this event."""
        async with asyncio.timeout(10):
            while last not in self.heard:
                self._news.clear()
                await self._news.wait()
        return self.heard


@pytest.fixture
async def joined(bus_server: Nats) -> AsyncIterator[Bus]:
    async with connected(bus_server.url) as client, NatsBus(client) as bus:
        bus.decode_with(bus_vocabulary(()))
        yield bus


@pytest.fixture
async def other(bus_server: Nats) -> AsyncIterator[Bus]:
    """Another process's."""
    async with connected(bus_server.url) as client, NatsBus(client) as bus:
        bus.decode_with(bus_vocabulary(()))
        yield bus


@pytest.fixture(params=("local", "nats"))
async def bus(request: pytest.FixtureRequest, joined: Bus) -> AsyncIterator[Bus]:
    async with LocalBus() as alone:
        yield alone if request.param == "local" else joined


async def test_who_publishes_hears_it_at_once_by_stage_and_then_in_the_order_of_subscribing(bus: Bus) -> None:
    told: list[tuple[str, Event]] = []

    def subscription(name: str, stage: Stage, *, own: bool = True, others: bool = True) -> Subscription:
        return Subscription(lambda event: told.append((name, event)), stage, own, others)

    bus.subscribe(subscription("first reaction", Stage.REACTION))
    bus.subscribe(subscription("never", Stage.STATE, own=False), subscription("delivery", Stage.DELIVERY))
    bus.subscribe(subscription("state", Stage.STATE, others=False), subscription("second reaction", Stage.REACTION))
    said = posted(1)
    bus.publish(said)
    assert told == [(name, said) for name in ("state", "delivery", "first reaction", "second reaction")]


async def test_the_others_hear_the_same_in_the_same_order_and_nobody_an_echo(joined: Bus, other: Bus) -> None:
    here, there, own = Ear(joined), Ear(other, own=False), Ear(other, others=False)
    said = [posted(seq) for seq in range(1, 200)]
    for event in said:
        joined.publish(event)
    assert await there.hears(said[-1]) == said
    answer = posted(200)
    other.publish(answer)
    assert await here.hears(answer) == [*said, answer]
    assert own.heard == [answer]


async def test_what_is_not_understood_is_skipped(bus_server: Nats, other: Bus) -> None:
    ear = Ear(other)
    async with connected(bus_server.url) as newer, NatsBus(newer) as bus:
        await newer.publish(EVENTS, b'{"type": "of a newer Enishi"}')
        await newer.publish(EVENTS, b"\xff")
        bus.publish(said := posted(1))
        assert await ear.hears(said) == [said]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 (the client tells of it when it pleases)
            await asyncio.sleep(0.01)


async def test_a_server_that_dies_is_found_again_and_nothing_is_kept_for_it() -> None:
    with nats() as server:
        async with (
            connected(server.url) as here,
            connected(server.url) as there,
            NatsBus(here) as bus,
            NatsBus(there) as other,
        ):
            other.decode_with(bus_vocabulary(()))
            own, ear = Ear(bus), Ear(other)
            server.kill()
            await until(lambda: not here.is_connected)
            await until(lambda: not there.is_connected)
            bus.publish(lost := posted(1))
            server.start()
            await until(lambda: here.is_connected)
            await until(lambda: there.is_connected)
            await there.flush()  # the server knows its subscriptions again
            bus.publish(said := posted(2))
            assert await ear.hears(said) == [said]
            assert own.heard == [lost, said]


async def test_what_cannot_be_reached_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enishi.bus.nats.PATIENCE", 0.2)
    with pytest.raises(BusUnusable, match="cannot be reached") as unusable:
        async with connected("nats://enishi:sesame@127.0.0.1:1"):
            pass
    assert "sesame" not in unusable.value.sentence
    with pytest.raises(BusUnusable, match="cannot be reached"):
        async with connected("nats://enishi:sesame@[nowhere"):
            pass
