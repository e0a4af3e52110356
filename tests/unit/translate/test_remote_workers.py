"""Workers of other machines, over a real NATS server: what they do, in what order, and what happens when they go."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import pytest
from nats.aio.msg import Msg

from enishi.bus import line
from enishi.bus.line import NatsLine
from enishi.bus.nats import connected
from enishi.errors import EngineDied, EngineFailed, EngineTimeout, TranslationError
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.engine import Direction
from enishi.translate.pool import remote_workers
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.pools import Pools
from enishi.translate.pool.remote_line import GROUP, ready_steps, subject
from enishi.translate.pool.remote_workers import MAX_REQUESTS, RemoteWorkers
from enishi.translate.pool.slot import process_slots
from tests.engines import FaultyEngines
from tests.support.nats import Nats, nats
from tests.support.work import working
from tests.unit.translate.test_pool import A, B, until


class Asking:
    """A server's half: its pool, and what it was told of others' offers."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.run = pool.run
        self.offered: list[set[Step]] = []

    def subscribe(self, directions: Collection[Direction]) -> None:
        self.offered.append(set(ready_steps(directions)))


@asynccontextmanager
async def asking_at(bus: str) -> AsyncIterator[Asking]:
    async with connected(bus) as client:
        slots = RemoteWorkers(NatsLine(client))
        async with Pool([slots] * MAX_REQUESTS, max_attempts=1) as pool:
            asking = Asking(pool)
            await slots.subscribe(asking.subscribe)
            yield asking


@pytest.fixture
async def asking(bus_server: Nats) -> AsyncIterator[Asking]:
    async with asking_at(bus_server.url) as asking:
        yield asking


async def test_what_is_ready_on_a_worker_is_done_there(bus_server: Nats, asking: Asking, settings: Settings) -> None:
    async with working(bus_server.url, settings):
        await until(lambda: asking.offered)
        assert A in asking.offered[-1]
        assert "qae" not in {step.target for step in asking.offered[-1]}, "which lacks something"
        assert await asking.run(A, ["one", "two"]) == ["one>qaa", "two>qaa"]


@pytest.mark.parametrize(
    ("sentence", "fault", "tries"),
    [("fall over", EngineFailed, 1), ("crash now", EngineDied, 2), ("hang on", EngineTimeout, 2)],
)
async def test_what_went_wrong_there_is_told_as_what_it_is(
    bus_server: Nats,
    asking: Asking,
    settings: Settings,
    faulty: FaultyEngines,
    sentence: str,
    fault: type[TranslationError],
    tries: int,
) -> None:
    async with working(bus_server.url, settings.model_copy(update={"deadline": 0.5})):
        with pytest.raises(fault) as failed:
            await asking.run(A, [sentence])
    assert failed.type is fault
    assert faulty.subjects("translate") == [sentence] * tries


async def test_finished_messages_go_before_drafts_there_too(
    bus_server: Nats, asking: Asking, settings: Settings, faulty: FaultyEngines
) -> None:
    async with working(bus_server.url, settings.model_copy(update={"workers": 1})) as pool:
        gate = faulty.gate("open")
        first = asyncio.create_task(asking.run(A, [gate]))
        await until(lambda: faulty.subjects("translate"))
        order = {"check": Priority.CHECK, "draft": Priority.DRAFT, "said": Priority.LIVE}
        runs = [asyncio.create_task(asking.run(A, [text], priority=priority)) for text, priority in order.items()]
        await until(lambda: all(map(pool.waiting, order.values())))
        faulty.open("open")
        await asyncio.gather(first, *runs)
    assert faulty.subjects("translate") == [gate, "said", "draft", "check"]


async def test_a_worker_that_stops_finishes_what_it_has_begun(
    bus_server: Nats, asking: Asking, settings: Settings, faulty: FaultyEngines
) -> None:
    async with working(bus_server.url, settings):
        run = asyncio.create_task(asking.run(A, [faulty.gate("open")]))
        await until(lambda: faulty.subjects("translate"))
        asyncio.get_running_loop().call_later(0.1, faulty.open, "open")
    assert (await run)[0].startswith("through")


async def test_long_work_is_no_silence(
    bus_server: Nats, asking: Asking, settings: Settings, faulty: FaultyEngines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "SIGN_EVERY", 0.05)
    monkeypatch.setattr(line, "SILENCE", 0.3)
    async with working(bus_server.url, settings):
        run = asyncio.create_task(asking.run(A, [faulty.gate("open")]))
        await until(lambda: faulty.subjects("translate"))
        assert not (await asyncio.wait([run], timeout=3 * line.SILENCE))[0]
        faulty.open("open")
        await run
    assert len(faulty.subjects("translate")) == 1


async def test_another_one_is_asked_when_a_worker_falls_silent_but_only_once(
    bus_server: Nats, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "SILENCE", 0.1)
    taken = list[bytes]()

    async def swallow(message: Msg) -> None:
        taken.append(message.data)

    async with connected(bus_server.url) as dead:
        await dead.subscribe(subject(A), queue=GROUP, cb=swallow)
        await dead.flush()
        with pytest.raises(EngineDied):
            await asking.run(A, ["Is anybody there?"])
    assert len(taken) == 2


async def test_what_a_machine_can_do_itself_it_does_and_only_the_rest_is_done_elsewhere(
    bus_server: Nats, asking: Asking, settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as here, working(bus_server.url, settings):
        pools = Pools(here, asking.pool)
        pools.set_local_directions([Direction(A.engine, A.source, A.target)])
        await pools.warm([A, B])
        assert faulty.subjects("open") == ["en-qaa"]
        assert [*await pools.run(A, ["one"]), *await pools.run(B, ["two"])] == ["one>qaa", "two>qab"]
    own, other = faulty.processes("translate")
    assert own == faulty.processes("open")[0] != other


async def test_where_nobody_is_there_it_waits_a_moment_for_who_may_be_starting(
    bus_server: Nats, asking: Asking, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = asyncio.create_task(asking.run(A, ["one"]))
    async with working(bus_server.url, settings):
        assert await waiting == ["one>qaa"]
    assert A in asking.offered[-1]
    monkeypatch.setattr(remote_workers, "ARRIVAL_TIMEOUT", 0.1)
    with pytest.raises(EngineFailed, match="No worker"):
        await asking.run(A, ["two"])
    assert A not in asking.offered[-1]


async def test_a_text_waits_for_nats_to_come_back(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "SILENCE", 1.5)
    with nats() as server:
        async with asking_at(server.url) as asking, working(server.url, settings):
            await until(lambda: asking.offered)
            server.kill()
            waiting = asyncio.create_task(asking.run(A, ["one"]))
            await asyncio.sleep(0)
            server.start()
            assert await waiting == ["one>qaa"]
