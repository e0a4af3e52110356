"""Blobs in any order of what can be done with them: what is referred to is there, and in the end nothing else is."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import closing, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from enishi import clock
from enishi.store.blobs.blobs import FOLDER, GRACE, open_blobs
from enishi.store.blobs.check import checks
from enishi.store.blobs.directory import Directory
from enishi.store.check import examine
from enishi.store.sqlite import FILE, SQLiteStore

T = TypeVar("T")

ORDERS = settings(max_examples=20, stateful_step_count=25)
CONTENTS = st.sampled_from([b"", b"one", b"two"])
REFS = st.sampled_from("abc")


class Crash(Exception):
    """The process ends here."""


class Machine(RuleBasedStateMachine):
    """What each refers to, as it should be."""

    def __init__(self, store: SQLiteStore, place: Path) -> None:
        super().__init__()
        self.store, self.place = store, place
        self.runner = asyncio.Runner()
        self.ahead = timedelta()
        self.uses: dict[str, set[bytes]] = {}
        self.restart()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def bring(self, content: bytes, ref: str, *, keep: bool, crash: bool) -> None:
        async def chunks() -> AsyncIterator[bytes]:
            yield content

        async with self.blobs.bring(chunks(), media_type="image/png", most=10) as blob:
            if keep:
                await self.store.write(partial(self.blobs.keep, blob=blob, kind="test", ref=ref), room=None)
                self.uses.setdefault(ref, set()).add(content)
            if crash:
                raise Crash

    @rule(content=CONTENTS, ref=REFS, keep=st.booleans(), crash=st.booleans())
    def keep(self, content: bytes, ref: str, keep: bool, crash: bool) -> None:
        with suppress(Crash):
            self.run(self.bring(content, ref, keep=keep, crash=crash))

    @rule(ref=REFS)
    def release(self, ref: str) -> None:
        self.run(self.store.write(partial(self.blobs.release, kind="test", ref=ref), room=None))
        self.uses.pop(ref, None)

    @rule()
    def tidy(self) -> None:
        self.run(self.blobs.tidy())

    @rule(later=st.sampled_from([timedelta(), 2 * GRACE]))
    def sweep(self, later: timedelta) -> None:
        self.ahead = later
        self.run(self.blobs.sweep())
        self.ahead = timedelta()

    @rule()
    def restart(self) -> None:
        self.blobs = open_blobs(self.store, self.place, now=lambda: clock.now() + self.ahead)

    @invariant()
    def all_that_is_referred_to_is_there(self) -> None:
        async def contents(ref: str) -> set[bytes]:
            return {b"".join([piece async for piece in chunks]) async for _, chunks in self.blobs.export("test", ref)}

        for ref in "abc":
            assert self.run(contents(ref)) == self.uses.get(ref, set())

    def teardown(self) -> None:
        async def names() -> list[str]:
            return [stored.name async for stored in Directory(self.place / FOLDER).all()]

        self.sweep(2 * GRACE)
        self.tidy()
        assert len(self.run(names())) == len(set().union(*self.uses.values()))
        assert examine(self.place / FILE, checks(Directory(self.place / FOLDER))) == []
        for ref in "abc":
            self.release(ref)
        self.tidy()
        assert self.run(names()) == []
        self.runner.close()


def test_what_is_referred_to_is_there_and_nothing_else_stays(tmp_path: Path) -> None:
    with closing(SQLiteStore(tmp_path)) as store:
        run_state_machine_as_test(partial(Machine, store, tmp_path), settings=ORDERS)  # type: ignore[arg-type]
