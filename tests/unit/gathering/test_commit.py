"""When more is said than the disk takes, what comes on top is refused at once, and not kept waiting."""

import asyncio
import gc
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection

from enishi.bus.local import LocalBus
from enishi.errors import Invalid, TooMany
from enishi.gathering.facts.commit import MOST_WAITING, Committer
from enishi.store.sqlite import SQLiteStore


async def test_too_much_at_once_is_refused_until_there_is_room_again(tmp_path: Path) -> None:
    async with SQLiteStore(tmp_path) as store:
        committer, disk = Committer(store, LocalBus()), Event()

        def wait(_: Connection) -> None:
            disk.wait()

        facts = [asyncio.create_task(committer.commit(wait, lambda _: None, room=None)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)  # each of them has begun now
        with pytest.raises(TooMany) as refused:
            committer.refuse_when_full()
        assert refused.value.retry_after > 0
        disk.set()
        await asyncio.gather(*facts)
        committer.refuse_when_full()


@pytest.mark.parametrize(
    ("error", "logged"), [(Invalid("No."), []), (ValueError("xylophone"), ["A commit failed: ValueError"])]
)
async def test_a_refusal_that_nobody_waits_for_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, error: Exception, logged: list[str]
) -> None:
    async with SQLiteStore(tmp_path) as store:
        committer, disk = Committer(store, LocalBus()), Event()

        def refuse(_: Connection) -> None:
            disk.wait()
            raise error

        who = asyncio.create_task(committer.commit(refuse, lambda _: None, room=None))
        await asyncio.sleep(0)
        who.cancel()
        with suppress(asyncio.CancelledError):
            await who
        disk.set()
        await committer.commit(lambda _: None, lambda _: None, room=None)  # after the other one
    gc.collect()
    assert caplog.messages == logged
