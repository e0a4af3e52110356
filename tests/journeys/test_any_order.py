"""Whatever people do in whatever order, and whenever their connections go: each page knows what a newcomer is told."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest
import uvloop
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.page import Page
from tests.support.server import running

pytestmark = pytest.mark.several

T = TypeVar("T")

LANGUAGES = ("en", "qaa", "qab", "en")
WORDS = st.sampled_from(("One.", "Two. Three.", "Four!"))
WHICH = st.integers(0, 99)


class World:
    """One server for all gatherings, in a loop that runs while somebody does something."""

    def __init__(self, *settings: Settings) -> None:
        self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self._stack = AsyncExitStack()
        self.server = self.do(self._stack.enter_async_context(running(*settings)))
        self.host = self.do(self._stack.enter_async_context(guest(self.server.url, self.server.invite, "Ada", "en")))

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def close(self) -> None:
        self.do(self._stack.aclose())
        self._runner.close()


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), posts_per_minute=100_000, joins_per_minute=100_000)


@pytest.fixture
def world(servers: tuple[Settings, ...]) -> Iterator[World]:
    opened = World(*servers)
    yield opened
    opened.close()


class Gathering(RuleBasedStateMachine):
    """A room with a few people in it, some of whom are cut off."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.stack = AsyncExitStack()
        self.pages: list[Page] = []
        self.away: list[Page] = []

    @initialize()
    def open(self) -> None:
        self.world.do(self._open())

    @rule()
    @precondition(lambda self: len(self.pages) + len(self.away) < len(LANGUAGES))
    def come(self) -> None:
        self.world.do(self._come())

    @rule(who=WHICH, words=WORDS)
    @precondition(lambda self: self.pages)
    def post(self, who: int, words: str) -> None:
        self.world.do(_of(self.pages, who).reader.post(words))

    @rule(which=WHICH, words=WORDS)
    def edit(self, which: int, words: str) -> None:
        self._change(which, lambda who, one: who.ask("edit", room=who.room, message=one["id"], text=words))

    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        self._change(which, lambda who, one: who.ask("remove", room=who.room, message=one["id"]))

    @rule(which=WHICH, who=WHICH, words=WORDS)
    @precondition(lambda self: self.pages)
    def correct(self, which: int, who: int, words: str) -> None:
        page = _of(self.pages, who)
        page.remember()
        if made := page.memory.state[1]:
            one = _of(made, which)
            place = {"message": one["message"], "of": one["of"], "language": one["language"]}
            self.world.do(page.reader.ask("correct", room=page.reader.room, text=words, **place))

    @rule(who=WHICH)
    @precondition(lambda self: self.pages)
    def go(self, who: int) -> None:
        page = self.pages.pop(who % len(self.pages))
        self.world.do(page.cut())
        self.away.append(page)

    @rule(who=WHICH)
    @precondition(lambda self: self.away)
    def come_back(self, who: int) -> None:
        page = self.away.pop(who % len(self.away))
        self.world.do(page.connect())
        self.pages.append(page)

    def teardown(self) -> None:
        self.world.do(self._compare())

    def _change(self, which: int, change: Callable[[Guest, Event], Coroutine[Any, Any, Event]]) -> None:
        """One of those who are here changes a message of their own, if they have one."""
        for page in self.pages:
            page.remember()
            mine = [one for one in page.memory.state[0] if one["author"] == page.reader.me["id"]]
            if mine:
                self.world.do(change(page.reader, _of(mine, which)))
                return

    async def _open(self) -> None:
        host = self.world.host.http
        room = (await host.post("/api/rooms", json={"title": "A room"})).json()["id"]
        link = (await host.post(f"/api/rooms/{room}/invites", json={})).json()["link"]
        self.invite = link.split("#")[1]
        await self._come()
        await self._come()

    async def _come(self) -> None:
        number = len(self.pages) + len(self.away)
        joining = guest(self.world.server.url, self.invite, f"P{number}", LANGUAGES[number])
        page = Page(await self.stack.enter_async_context(joining))
        await page.connect()
        self.pages.append(page)

    async def _compare(self) -> None:
        async with self.stack:
            for page in self.away:
                await page.connect()
            for page in (*self.pages, *self.away):
                await page.agrees()


def _of(several: list[T], which: int) -> T:
    return several[which % len(several)]


def test_every_page_knows_what_a_newcomer_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gathering, "world", world, raising=False)
    run_state_machine_as_test(Gathering, settings=examples(max_examples=8, stateful_step_count=25, deadline=None))
