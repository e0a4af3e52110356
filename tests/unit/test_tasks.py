"""Background work: its failures are logged once and tell no words of people, and it ends with its owner."""

import asyncio
import logging

import pytest

from enishi.tasks import Tasks

SECRET = "what somebody wrote"


async def fail() -> None:
    raise ValueError(SECRET)


async def test_it_is_held_while_it_runs_and_its_result_can_be_awaited() -> None:
    tasks, go = Tasks("Counting"), asyncio.Event()

    async def count() -> int:
        await go.wait()
        return 7

    task = tasks.start(count())
    assert len(tasks) == 1
    go.set()
    assert await task == 7
    assert len(tasks) == 0


@pytest.mark.parametrize("private", [False, True])
async def test_a_failure_is_logged_once_and_private_work_tells_only_its_kind(
    caplog: pytest.LogCaptureFixture, private: bool
) -> None:
    tasks = Tasks("Translating", private=private)
    await asyncio.wait({tasks.start(fail())})
    assert len(tasks) == 0
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == ("Translating failed: ValueError" if private else "Translating failed")
    assert (SECRET in caplog.text) is not private
    assert ("Traceback" in caplog.text) is not private


async def test_closing_stops_what_runs_waits_for_it_and_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    tasks, left = Tasks("Waiting"), list[str]()

    async def wait(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # it takes a moment to stop
            left.append(name)

    for name in ("first", "second"):
        tasks.start(wait(name))
    await asyncio.sleep(0)  # both have begun
    await tasks.close()
    assert sorted(left) == ["first", "second"]
    assert len(tasks) == 0
    assert caplog.records == []


async def test_what_fails_while_it_is_stopped_is_logged_and_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks("Stopping")

    async def fail_in_the_end() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError(SECRET)

    tasks.start(fail_in_the_end())
    await asyncio.sleep(0)
    await tasks.close()
    assert len(tasks) == 0
    assert [record.getMessage() for record in caplog.records] == ["Stopping failed"]
