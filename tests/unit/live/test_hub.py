"""The hub: who is told what, in which order, in how many writes."""

import asyncio
from dataclasses import replace
from itertools import count
from typing import ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from enishi.auth.sessions import signed_out
from enishi.live import hub as module
from enishi.live.connection import BEHIND
from enishi.live.frames import encode
from enishi.live.hub import Hub
from enishi.protocol import EVERYBODY, NOBODY, OWNERS, Event
from tests.support.facts import ROOM, drafting, edited, posted, translated
from tests.support.line import Line
from tests.support.readers import ELSEWHERE, member, sit, turn


def numbers(line: Line) -> list[int]:
    return [event["seq"] for event in line.heard if "seq" in event]


async def test_a_message_reaches_everybody_in_the_room_and_nobody_else() -> None:
    hub = Hub()
    (_, english), (_, french) = sit(hub, member("en")), sit(hub, member("fr"))
    (_, away), (_, nowhere) = sit(hub, member("en"), ELSEWHERE), sit(hub, member("en"), None)
    hub.deliver(posted(1))
    await turn()
    assert [numbers(line) for line in (english, french, away, nowhere)] == [[1], [1], [], []]


async def test_a_translation_reaches_its_readers_and_its_writer_once() -> None:
    hub = Hub()
    ada = member("en")
    (_, wrote), (_, reads), (_, other) = sit(hub, ada), sit(hub, member("pt")), sit(hub, member("fr"))
    hub.deliver(translated(2, "pt", author=ada.id))
    hub.deliver(translated(3, "en", author=ada.id))
    await turn()
    assert [numbers(line) for line in (wrote, reads, other)] == [[2, 3], [2], []]


async def test_who_came_later_is_told_nothing_about_what_was_said_before() -> None:
    hub = Hub()
    ada, late = member("en"), member("pt")
    (_, wrote), (_, reads) = sit(hub, ada), sit(hub, member("pt"))
    connection, came = sit(hub, late, None)
    hub.enter(connection, ROOM, 5)
    for event in (translated(6, "pt", author=ada.id, said=5), translated(7, "es", author=late.id, said=4), posted(8)):
        hub.deliver(event)
    hub.deliver(translated(9, "pt", author=ada.id, said=8))
    await turn()
    assert [numbers(line) for line in (wrote, reads, came)] == [[6, 8, 9], [6, 8, 9], [8, 9]]
    hub.retarget(replace(late, language="es"))
    hub.deliver(translated(10, "es", said=3))
    hub.deliver(translated(11, "es", said=8))
    hub.beat()
    assert numbers(came) == [8, 9, 11]
    assert came.heard[-1]["rooms"] == {str(ROOM): 11}


async def test_what_belongs_to_no_room_reaches_hosts_or_everybody_wherever_they_are() -> None:
    class ForHosts(Event):
        type: Literal["for_hosts"] = "for_hosts"
        audience: ClassVar = OWNERS

    class ForAll(ForHosts):
        audience: ClassVar = EVERYBODY

    class ForNobody(ForHosts):
        audience: ClassVar = NOBODY

    hub = Hub()
    (_, host), (_, guest) = sit(hub, replace(member("en"), owner=True), None), sit(hub, member("fr"))
    hub.deliver(posted(1))
    for event in (ForHosts(), ForAll(), ForNobody()):
        hub.deliver(event)
    await turn()
    assert [event["type"] for event in host.heard] == ["for_hosts", "for_hosts"]
    assert [event["type"] for event in guest.heard] == ["posted", "for_hosts"]


async def test_a_draft_reaches_everybody_as_it_is_written_and_its_readers_in_their_language() -> None:
    hub = Hub()
    (_, english), (_, french), (_, spanish) = sit(hub, member("en")), sit(hub, member("fr")), sit(hub, member("es"))
    hub.deliver(drafting("hello", "en"))
    hub.deliver(drafting("salut", "fr"))
    await turn()
    told = [[event["settled"] for event in line.heard] for line in (english, french, spanish)]
    assert told == [["hello"], ["hello", "salut"], ["hello"]]


async def test_a_translation_does_not_overtake_the_message_before_it_on_its_way_to_the_writer() -> None:
    hub = Hub()
    ada = member("en")
    (_, tab), (_, tab2), (_, elsewhere) = sit(hub, ada), sit(hub, ada), sit(hub, ada, ELSEWHERE)
    _, other = sit(hub, member("en"))
    hub.deliver(posted(6))
    hub.deliver(translated(7, "pt", author=ada.id))
    hub.deliver(posted(8))
    await turn()
    assert numbers(tab) == numbers(tab2) == [6, 7, 8]
    assert numbers(other) == [6, 8]
    assert numbers(elsewhere) == []


async def test_what_waits_is_written_at_once_and_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = []

    def counting(event: BaseModel) -> bytes:
        encoded.append(event)
        return encode(event)

    monkeypatch.setattr(module, "encode", counting)
    hub = Hub()
    lines = [sit(hub, member(language))[1] for language in ("en", "en", "pt")]
    hub.deliver(posted(1))
    hub.deliver(edited(2))
    await turn()
    assert [len(line.writes) for line in lines] == [1, 1, 1]
    assert lines[0].writes[0] is lines[1].writes[0]
    assert len(encoded) == 2
    hub.deliver(posted(3))
    await turn()
    assert [len(line.writes) for line in lines] == [2, 2, 2]


async def test_whoever_changes_language_loses_nothing_that_was_on_its_way() -> None:
    hub = Hub()
    ada = member("en")
    (_, line), (_, tab) = sit(hub, ada), sit(hub, ada)
    hub.deliver(edited(4))
    hub.retarget(member("fr", ada.id))
    hub.deliver(translated(5, "fr"))
    hub.deliver(translated(6, "en"))
    await turn()
    assert numbers(line) == numbers(tab) == [4, 5]


async def test_a_tab_that_is_in_no_room_yet_follows_a_change_of_language() -> None:
    hub = Hub()
    ada = member("en")
    sit(hub, ada)
    idle, line = sit(hub, ada, None)
    hub.retarget(member("fr", ada.id))
    hub.enter(idle, ROOM)
    hub.deliver(translated(1, "fr"))
    await turn()
    assert numbers(line) == [1]


async def test_whoever_left_is_told_nothing_and_leaves_nothing_behind() -> None:
    hub = Hub()
    connection, line = sit(hub, member("en"))
    hub.enter(connection, ELSEWHERE)
    hub.deliver(posted(1))
    hub.leave(connection)
    hub.deliver(posted(2))
    await turn()
    assert numbers(line) == [1]
    assert not connection.rooms
    assert not hub._rooms
    assert not hub._members


async def test_a_beat_names_what_was_told_and_never_more() -> None:
    hub = Hub()
    (connection, english), (_, french) = sit(hub, member("en")), sit(hub, member("fr"))
    hub.deliver(posted(1))
    hub.deliver(translated(2, "fr"))
    hub.beat()
    for line, last in ((english, 1), (french, 2)):
        assert line.heard[-1]["rooms"] == {str(ROOM): last}
        assert numbers(line)[-1] == last
    hub.leave(connection)
    _, fresh = sit(hub, member("en"))
    hub.beat()
    assert fresh.heard[-1]["rooms"] == {str(ROOM): 0}


async def test_a_member_is_dismissed_wherever_they_are_connected() -> None:
    hub = Hub()
    ada, rui = member("en"), member("pt")
    mine = [sit(hub, ada)[0], sit(hub, ada, None)[0]]
    other, _ = sit(hub, rui)
    hub.dismiss(ada.id, signed_out())
    assert [bool(connection.dismissal) for connection in (*mine, other)] == [True, True, False]


deeds = st.lists(
    st.tuples(st.sampled_from(("post", "edit", "translate", "retarget", "turn", "beat")), st.integers(0, 2)),
    max_size=30,
)


@given(deeds)
def test_everybody_hears_every_message_in_the_order_of_numbers(deeds: list[tuple[str, int]]) -> None:
    asyncio.run(play(deeds))


class Play:
    """Three people with two tabs each; the first of them writes everything and changes language."""

    languages = ("en", "fr", "pt")

    def __init__(self) -> None:
        self.hub = Hub()
        self.people = [member(language) for language in self.languages]
        self.lines = [sit(self.hub, who)[1] for who in self.people for _ in range(2)]
        self.said: list[int] = []
        self.numbers = count(1)

    def post(self, _: int) -> None:
        self.said.append(next(self.numbers))
        self.hub.deliver(posted(self.said[-1]))

    def edit(self, _: int) -> None:
        self.said.append(next(self.numbers))
        self.hub.deliver(edited(self.said[-1]))

    def translate(self, which: int) -> None:
        self.hub.deliver(translated(next(self.numbers), self.languages[which], author=self.people[0].id))

    def retarget(self, which: int) -> None:
        self.hub.retarget(member(self.languages[which], self.people[0].id))

    def beat(self, _: int) -> None:
        self.hub.beat()


async def play(deeds: list[tuple[str, int]]) -> None:
    stage = Play()
    for deed, which in deeds:
        if deed == "turn":
            await turn()
        else:
            getattr(stage, deed)(which)
    await turn()
    for line in stage.lines:
        facts = [event for event in line.heard if event["type"] != "beat"]
        assert numbers(line) == sorted(set(numbers(line)))
        assert [fact["seq"] for fact in facts if fact["type"] != "translated"] == stage.said
        told = 0
        for event in line.heard:
            told = max(told, event.get("seq", 0))
            assert event.get("rooms", {}).get(str(ROOM), 0) <= told


async def test_who_is_behind_is_told_no_drafts_and_every_fact() -> None:
    hub = Hub()
    (_, slow), (_, quick) = sit(hub, member("en")), sit(hub, member("en"))
    slow.behind = BEHIND + 1
    hub.deliver(posted(1))
    hub.deliver(drafting("hello"))
    hub.deliver(posted(2))
    hub.deliver(drafting(""))
    await turn()
    told = [[event["type"] for event in line.heard] for line in (slow, quick)]
    assert told == [["posted", "posted", "drafting"], ["posted", "drafting", "posted", "drafting"]]
    assert slow.heard[-1]["settled"] == ""  # that it is gone is no draft


async def test_who_is_told_good_bye_comes_back_at_a_moment_of_their_own() -> None:
    hub = Hub()
    lines = [sit(hub, member("en"))[1] for _ in range(3)]
    hub.deliver(posted(1))
    hub.farewell()
    assert [[event["type"] for event in line.heard] for line in lines] == [["posted", "leaving"]] * 3
    assert len({line.heard[1]["wait"] for line in lines}) == 3
