"""The hub does as each event says of itself: whom it reaches, what takes its place, whether it may be left out."""

import asyncio
from collections.abc import Hashable
from typing import Literal
from uuid import UUID

import pytest
from typing_extensions import override

from enishi import clock
from enishi.live import hub as module
from enishi.live.connection import BEHIND
from enishi.live.hub import Hub
from enishi.protocol import EVERYBODY, NOBODY, Audience, Dismissed, RoomEvent
from tests.support.facts import ROOM
from tests.support.line import Line
from tests.support.readers import ELSEWHERE, member, sit, turn


class Noted(RoomEvent):
    """An event that knows what the test says."""

    type: Literal["noted"] = "noted"
    room: UUID = ROOM
    number: int = 0
    to: Audience = EVERYBODY
    key: str | None = None
    less: bool = False

    @property
    @override
    def audience(self) -> Audience:
        return self.to

    @property
    @override
    def coalesces(self) -> Hashable:
        return self.key

    @property
    @override
    def droppable(self) -> bool:
        return self.less


def noted(line: Line) -> list[int]:
    return [event["number"] for event in line.heard if event["type"] == "noted"]


async def told(line: Line, many: int) -> list[int]:
    """What it is told, once there are so many."""
    async with asyncio.timeout(10):
        while len(noted(line)) < many:  # noqa: ASYNC110 (a transport tells nobody what is written to it)
            await asyncio.sleep(0.001)
    return noted(line)


async def test_an_event_reaches_its_audience_and_nobody_else() -> None:
    hub = Hub()
    ada, rui, eva = member("en"), member("pt"), member("es")
    lines = [sit(hub, who)[1] for who in (ada, ada, rui, eva)]
    _, away = sit(hub, rui, ELSEWHERE)
    audiences = (
        (EVERYBODY, [True, True, True, True]),
        (Audience(language="pt"), [False, False, True, False]),
        (Audience(members=(ada.id, eva.id)), [True, True, False, True]),
        (Audience(language="en", members=(ada.id, rui.id)), [True, True, True, False]),
        (Audience(language="fr"), [False] * 4),
        (NOBODY, [False] * 4),
    )
    for number, (audience, _) in enumerate(audiences):
        hub.deliver(Noted(number=number, to=audience))
    await turn()
    for at, line in enumerate(lines):
        assert noted(line) == [number for number, (_, reached) in enumerate(audiences) if reached[at]]
        assert len(line.writes) == 1
    assert noted(away) == []
    for audience, reached in audiences:
        assert [audience.includes(who) for who in (ada, ada, rui, eva)] == reached


async def test_what_is_no_event_of_a_room_reaches_nobody() -> None:
    hub = Hub()
    _, line = sit(hub, member("en"))
    hub.deliver(Dismissed(member=clock.new_id(), sessions=()))
    await turn()
    assert line.heard == []


async def test_of_events_with_the_same_key_only_the_newest_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COALESCING", 0.01)
    hub = Hub()
    (_, here), (_, away) = sit(hub, member("en")), sit(hub, member("en"), ELSEWHERE)
    for number in range(10):
        hub.deliver(Noted(number=number, key="odd" if number % 2 else "even"))
        hub.deliver(Noted(number=number, key="odd", room=ELSEWHERE))
    await turn()
    assert here.heard == []
    assert (await told(here, 2), await told(away, 1)) == ([8, 9], [9])
    hub.deliver(Noted(number=10, key="odd"))
    assert await told(here, 3) == [8, 9, 10]


async def test_what_is_gathered_goes_before_the_next_event_of_its_room() -> None:
    hub = Hub()
    _, line = sit(hub, member("en"))
    hub.deliver(Noted(number=1, key="a"))
    hub.deliver(Noted(number=2, key="a"))
    hub.deliver(Noted(number=3, key="b"))
    hub.deliver(Noted(number=4))
    hub.deliver(Noted(number=5))
    await turn()
    assert noted(line) == [2, 3, 4, 5]


async def test_only_who_is_behind_is_not_sent_what_may_be_left_out() -> None:
    hub = Hub()
    (_, slow), (_, quick) = sit(hub, member("en")), sit(hub, member("en"))
    slow.behind = BEHIND + 1
    for number, less in enumerate((False, True, False, True)):
        hub.deliver(Noted(number=number, less=less))
    await turn()
    assert (noted(slow), noted(quick)) == ([0, 2], [0, 1, 2, 3])
    slow.behind = BEHIND
    hub.deliver(Noted(number=4, less=True))
    await turn()
    assert noted(slow) == [0, 2, 4]
