"""Real worker processes, killed, hung, swollen and chattering."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.errors import EngineDied, EngineFailed, EngineTimeout, Overloaded
from enishi.model import Step
from enishi.settings import Settings, WorkerSettings
from enishi.translate.pool import pool as pools
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import MUCH, Pool
from enishi.translate.pool.slot import process_slots
from tests.engines import FaultyEngines

A = Step("faulty", "en", "qaa")
B = Step("faulty", "en", "qab")
C = Step("faulty", "en", "qac")


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - it waits for other processes
            await asyncio.sleep(0.01)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_sentences_come_back_in_order(settings: Settings) -> None:
    async with Pool(process_slots(settings)) as pool:
        assert await pool.run(A, ["one", "two", "three"]) == ["one>qaa", "two>qaa", "three>qaa"]


async def test_a_worker_killed_in_the_middle_of_a_text_is_replaced_and_the_text_tried_again(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as pool:
        text = asyncio.create_task(pool.run(A, [faulty.gate("slow")]))
        await until(lambda: faulty.subjects("translate"))
        os.kill(faulty.processes("translate")[0], signal.SIGKILL)
        await until(lambda: len(faulty.subjects("translate")) == 2)
        faulty.open("slow")
        assert (await text)[0].startswith("through")
        assert len(set(faulty.processes("translate"))) == 2


async def test_a_text_that_crashes_its_worker_is_tried_twice_and_others_go_on(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as pool:
        poison = asyncio.create_task(pool.run(A, ["crash now"]))
        assert await asyncio.gather(*(pool.run(B, [f"{i}"]) for i in range(20))) == [[f"{i}>qab"] for i in range(20)]
        with pytest.raises(EngineDied):
            await poison
        assert faulty.subjects("translate").count("crash now") == 2
        assert await pool.run(A, ["fine"]) == ["fine>qaa"]


async def test_a_text_beyond_the_deadline_is_tried_twice_and_others_go_on_meanwhile(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings.model_copy(update={"deadline": 2.0}))) as pool:
        hung = asyncio.create_task(pool.run(A, ["hang on"]))
        await until(lambda: faulty.subjects("translate"))
        for i in range(20):
            assert await pool.run(A, [f"{i}"]) == [f"{i}>qaa"]
        assert not hung.done()
        with pytest.raises(EngineTimeout, match="2 seconds"):
            await hung
        assert faulty.subjects("translate").count("hang on") == 2


async def test_waiting_in_the_queue_does_not_count_towards_the_deadline(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings.model_copy(update={"deadline": 1.0, "workers": 1}))) as pool:
        hung = asyncio.create_task(pool.run(A, ["hang on"]))
        behind = asyncio.create_task(pool.run(A, ["patient"]))
        with pytest.raises(EngineTimeout):
            await hung
        assert await behind == ["patient>qaa"]


async def test_a_text_that_eats_memory_is_stopped(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"worker": WorkerSettings(memory=200)}))) as pool:
        with pytest.raises(EngineDied, match="200 MiB"):
            await pool.run(A, ["swell up"])
        assert faulty.subjects("translate") == ["swell up"] * 2
        assert await pool.run(A, ["fine"]) == ["fine>qaa"]


async def test_what_an_engine_prints_does_not_garble_answers(settings: Settings) -> None:
    async with Pool(process_slots(settings)) as pool:
        assert await pool.run(A, ["chatter on"]) == ["on>qaa"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("fall down", r"failed: ValueError\.$"),
        ("stutter so", "gave 2 translations"),
    ],
)
async def test_nonsense_is_a_failure_and_not_tried_again(
    settings: Settings, faulty: FaultyEngines, sentence: str, said: str
) -> None:
    async with Pool(process_slots(settings)) as pool:
        with pytest.raises(EngineFailed, match=said):
            await pool.run(A, [sentence])
        assert faulty.subjects("translate") == [sentence]
        assert await pool.run(A, ["fine"]) == ["fine>qaa"]
        assert len(set(faulty.processes("translate"))) == 1


async def test_a_model_that_cannot_be_opened_says_why(settings: Settings) -> None:
    async with Pool(process_slots(settings)) as pool:
        with pytest.raises(EngineFailed, match="The model is gone") as caught:
            await pool.run(Step("faulty", "en", "qad"), ["hello"])
        assert caught.value.code == "model"


async def test_live_goes_before_history(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        gate = faulty.gate("first")
        order = [(gate, Priority.LIVE), ("old", Priority.HISTORY), ("older", Priority.HISTORY), ("new", Priority.LIVE)]
        runs = [asyncio.create_task(pool.run(A, [sentence], priority=priority)) for sentence, priority in order]
        await until(lambda: faulty.subjects("translate"))
        faulty.open("first")
        await asyncio.gather(*runs)
        assert faulty.subjects("translate") == [gate, "new", "old", "older"]


async def test_drafts_leave_a_worker_free(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 2}))) as pool:
        gates = [faulty.gate("first"), faulty.gate("second")]
        drafts = [asyncio.create_task(pool.run(A, [gate], priority=Priority.DRAFT)) for gate in gates]
        await until(lambda: gates[0] in faulty.subjects("translate"))
        assert await pool.run(A, ["now"]) == ["now>qaa"]
        assert gates[1] not in faulty.subjects("translate")
        for name in ("first", "second"):
            faulty.open(name)
        await asyncio.gather(*drafts)


async def test_one_room_s_flood_does_not_keep_another_waiting(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        gate = faulty.gate("first")
        flood = [asyncio.create_task(pool.run(A, [said], flow=Flow("large"))) for said in (gate, *map(str, range(20)))]
        small = [asyncio.create_task(pool.run(A, [said], flow=Flow("small"))) for said in ("one", "two")]
        await until(lambda: faulty.subjects("translate"))
        faulty.open("first")
        await asyncio.gather(*flood, *small)
        assert faulty.subjects("translate")[:3] == [gate, "one", "two"]


async def test_who_says_much_leaves_a_worker_free(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 2}))) as pool:
        gates = [faulty.gate("first"), faulty.gate("second")]
        texts = [[gate, "." * MUCH] for gate in gates]
        much = [asyncio.create_task(pool.run(A, text, flow=Flow("room", "loud"))) for text in texts]
        await until(lambda: gates[0] in faulty.subjects("translate"))
        assert await pool.run(A, ["now"], flow=Flow("room", "quiet")) == ["now>qaa"]
        assert gates[1] not in faulty.subjects("translate")
        faulty.open("first")
        await until(lambda: gates[1] in faulty.subjects("translate"))
        faulty.open("second")
        await asyncio.gather(*much)


async def test_where_too_much_waits_only_who_asked_for_much_is_refused(
    settings: Settings, faulty: FaultyEngines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MOST", 2 * MUCH)
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        loud, gate = Flow("room", "loud"), faulty.gate("first")
        much = asyncio.create_task(pool.run(A, [gate, "." * 3 * MUCH], flow=loud))
        await until(lambda: gate in faulty.subjects("translate"))
        with pytest.raises(Overloaded):
            await pool.run(A, ["again"], flow=loud)
        little = asyncio.create_task(pool.run(A, ["now"], flow=Flow("room", "quiet")))
        faulty.open("first")
        assert await little == ["now>qaa"]
        await much
        assert await pool.run(A, ["again"], flow=loud) == ["again>qaa"]


async def test_an_idle_worker_that_has_the_direction_is_preferred(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings)) as pool:
        await asyncio.gather(pool.run(A, ["x"]), pool.run(B, ["x"]))
        for _ in range(5):
            await pool.run(A, ["x"])
            await pool.run(B, ["x"])
        assert sorted(faulty.subjects("open")) == ["en-qaa", "en-qab"]


async def test_the_direction_unused_for_longest_is_closed_for_a_new_one(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(
        process_slots(settings.model_copy(update={"workers": 1, "worker": WorkerSettings(models=2)}))
    ) as pool:
        for step in (A, B, A, C, B):
            await pool.run(step, ["x"])
        happened = [(what, subject) for what, subject, _ in faulty.events if what != "translate"]
        assert happened == [
            ("open", "en-qaa"),
            ("open", "en-qab"),
            ("close", "en-qab"),
            ("open", "en-qac"),
            ("close", "en-qaa"),
            ("open", "en-qab"),
        ]


async def test_warming_opens_directions_and_survives_one_that_cannot_be(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as pool:
        await pool.warm([A, Step("faulty", "en", "qad"), B])
        assert sorted(faulty.subjects("open")) == ["en-qaa", "en-qab"]
        assert faulty.subjects("translate") == []


async def test_callers_who_give_up_break_nothing(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        working = asyncio.create_task(pool.run(A, [faulty.gate("slow")]))
        waiting = asyncio.create_task(pool.run(A, ["never"]))
        await until(lambda: faulty.subjects("translate"))
        working.cancel()
        waiting.cancel()
        faulty.open("slow")
        assert await pool.run(A, ["after"]) == ["after>qaa"]
        assert "never" not in faulty.subjects("translate")
        assert len(set(faulty.processes("translate"))) == 1


async def test_what_an_engine_started_dies_with_its_worker(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"deadline": 0.5}))) as pool:
        with pytest.raises(EngineTimeout):
            await pool.run(A, ["brood now"])
        children = [int(child) for child in faulty.subjects("child")]
        assert len(children) == 2
        await until(lambda: not any(alive(child) for child in children))


async def test_stopping_ends_the_workers_and_fails_what_waits(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        working = asyncio.create_task(pool.run(A, ["hang on"]))
        waiting = asyncio.create_task(pool.run(A, ["queued"]))
        await until(lambda: faulty.subjects("translate"))
    for task in (working, waiting):
        with pytest.raises(EngineDied, match="stopping"):
            await task
    with pytest.raises(EngineDied, match="stopping"):
        await pool.run(A, ["late"])
    assert not any(alive(process) for process in faulty.processes("translate"))


@pytest.mark.parametrize("turns", range(1, 6))
async def test_stopping_in_the_middle_of_a_start_leaves_nothing_behind(settings: Settings, turns: int) -> None:
    async with Pool(process_slots(settings)) as pool:
        begun = asyncio.create_task(pool.run(A, ["one"]))
        for _ in range(turns):  # of the loop: each finds the start somewhere else
            await asyncio.sleep(0)
    with pytest.raises(EngineDied, match="stopping"):
        await begun


async def test_workers_die_with_a_server_that_is_killed(settings: Settings, faulty: FaultyEngines) -> None:
    program = (
        "import asyncio, sys; from enishi.settings import Settings; from enishi.translate.pool.pool import Pool\n"
        "from enishi.model import Step; from enishi.translate.pool.slot import process_slots\n"
        "async def main():\n"
        "    async with Pool(process_slots(Settings.model_validate_json(sys.argv[1]))) as pool:\n"
        "        await pool.run(Step('faulty', 'en', 'qaa'), ['hang on'])\n"
        "asyncio.run(main())"
    )
    server = await asyncio.create_subprocess_exec(sys.executable, "-c", program, settings.model_dump_json())
    await until(lambda: faulty.subjects("translate"))
    server.kill()
    await server.wait()
    await until(lambda: not alive(faulty.processes("translate")[0]))


def test_a_worker_ends_when_its_input_does(settings: Settings) -> None:
    worker = subprocess.run(
        [sys.executable, "-m", "enishi.translate.pool.worker"],
        input=settings.model_dump_json().encode() + b"\n",
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert (worker.returncode, worker.stdout, worker.stderr) == (0, b"", b"")


async def test_what_was_replaced_is_opened_anew_and_the_rest_stays_open(
    settings: Settings, faulty: FaultyEngines
) -> None:
    one = settings.model_copy(update={"workers": 1})
    async with Pool(process_slots(one)) as pool:
        for step in (A, B):
            await pool.run(step, ["one"])
        pool.reload([A, C])
        for step in (A, B, A):
            assert await pool.run(step, ["two"]) == [f"two>{step.target}"]
    happened = [(what, subject) for what, subject, _ in faulty.events if what != "translate"]
    assert happened == [("open", "en-qaa"), ("open", "en-qab"), ("close", "en-qaa"), ("open", "en-qaa")]
