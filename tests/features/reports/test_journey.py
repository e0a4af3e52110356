"""A reader reports what they read; a steward compares it with the original in a third language, and decides."""

from collections.abc import AsyncIterator

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Event, Guest, guest
from tests.support.pages import facts
from tests.support.server import Running


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    FaultyEngines(settings.data / "faulty", monkeypatch)
    return settings.model_copy(update={"engines": ("faulty",), "posts_per_minute": 1000})


async def link(host: Guest) -> str:
    """The secret of an invite that makes nobody a host."""
    made = (await host.http.post(f"/api/rooms/{host.room}/invites", json={})).json()
    return str(made["link"]).rpartition("#")[2]


@pytest.fixture
async def eva(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member who writes English."""
    async with guest(server.url, await link(ada), "Eva", "en") as eva:
        yield await eva.connect()


@pytest.fixture
async def zoe(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A plain member who reads another language."""
    async with guest(server.url, await link(ada), "Zoe", "qaa") as zoe:
        yield await zoe.connect()


@pytest.fixture
async def kai(server: Running, ada: Guest) -> AsyncIterator[Guest]:
    """A steward who reads a third one."""
    async with guest(server.url, await link(ada), "Kai", "qab") as kai:
        await kai.connect()
        await ada.ask("set_role", room=ada.room, member=kai.me["id"], role="steward")
        await kai.told(lambda e: e["type"] == "role_changed")
        yield kai


async def report(who: Guest, message: str) -> Event:
    return await who.ask("report", room=who.room, message=message)


async def waiting(who: Guest) -> list[Event]:
    answer = await who.http.get(f"/api/rooms/{who.room}/reports")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


async def close(who: Guest, message: str, language: str, outcome: str) -> Event:
    return await who.ask("close_report", room=who.room, message=message, language=language, outcome=outcome)


async def answers(who: Guest, answer: str) -> Event:
    return await who.told(lambda e: e["type"] == "reported" and e["answer"] == answer)


async def audit(who: Guest) -> list[tuple[object, ...]]:
    entries = (await who.http.get(f"/api/rooms/{who.room}/audit")).json()
    return [tuple(entry[name] for name in ("kind", "value", "member")) for entry in entries]


async def test_an_insult_that_only_the_engine_made_is_seen_as_such_and_the_writer_is_not_punished(
    ada: Guest, eva: Guest, zoe: Guest, kai: Guest
) -> None:
    said = (await eva.post("Mistake thanks for the soup.", language="en"))["message"]
    assert await zoe.reads(said) == "You are an ox."
    assert (await report(zoe, said))["type"] == "done"
    assert (await zoe.told(lambda e: e["type"] == "reported"))["answer"] is None
    await kai.told(lambda e: e["type"] == "reports_changed")

    (found,) = await waiting(kai)
    assert (found["author"], found["members"]) == (eva.me["id"], [zoe.me["id"]])
    assert found["original"] == {
        "text": "Mistake thanks for the soup.",
        "language": "en",
        "here": "Somebody likes it.",
    }
    assert found["read"] == {"text": "You are an ox.", "language": "qaa", "here": "You are an ox.>qab"}
    assert found["back"] == "You are an ox.>en"
    assert found["route"] == [{"engine": "faulty", "source": "en", "target": "qaa"}]
    assert found["history"] == {"messages": 1, "removed": 0, "muted": 0, "reports": 0}

    await zoe.disconnect()
    assert (await close(kai, said, "qaa", "engine"))["type"] == "done"
    await zoe.connect()
    (told,) = facts(zoe.of_type("caught_up")[-1], "reported")
    assert (told["message"], told["answer"]) == (said, "engine")
    assert await waiting(kai) == []
    assert (await audit(ada))[0] == ("report", "engine", None)

    again = await eva.post("Mistake one more soup.", language="en")
    assert again["type"] == "done", "nobody muted the writer"
    await zoe.reads(again["message"])
    await report(zoe, again["message"])
    (second,) = await waiting(kai)
    assert second["history"] == {"messages": 2, "removed": 0, "muted": 0, "reports": 0}
    assert not eva.of_type("reported", "reports_changed"), "the writer is told nothing"
    assert (await eva.http.get("/api/me/export/json")).json()["reports"][0]["text"] is None, "nothing is kept of it"


async def test_what_the_writer_said_is_removed_and_the_writer_muted(
    ada: Guest, eva: Guest, zoe: Guest, kai: Guest
) -> None:
    first = (await eva.post("Zoe is an ox.", language="en"))["message"]
    second = (await eva.post("An ox, I say.", language="en"))["message"]
    third = (await eva.post("Nothing bad.", language="en"))["message"]
    for said in (first, second, third):
        await zoe.reads(said)
        await report(zoe, said)
    await report(ada, first)  # who reads the original
    found = await waiting(kai)
    assert [(each["message"], each["language"]) for each in found] == [
        *((said, "qaa") for said in (first, second, third)),
        (first, "en"),
    ]
    assert (found[3]["read"], found[3]["back"], found[3]["route"]) == (None, None, [])
    await eva.ask("edit", room=eva.room, message=first, text="Zoe is nice.")
    assert (await waiting(kai))[0]["original"]["text"] == "Zoe is an ox.", "what was read is what is judged"

    assert (await close(kai, first, "qaa", "removed"))["type"] == "done"
    removed = await zoe.told(lambda e: e["type"] == "removed")
    assert removed["message"]["id"] == first
    assert (await answers(zoe, "acted"))["message"] == first
    assert [each["removed"] for each in await waiting(kai)] == [False, False, True]
    assert (await close(kai, first, "en", "engine"))["code"] == "no_engine"
    assert (await close(kai, first, "en", "removed"))["type"] == "done", "it is gone already"
    assert (await answers(ada, "acted"))["message"] == first
    assert (await close(kai, second, "qaa", "muted"))["type"] == "done"
    assert await eva.closed() == 4405
    (last,) = await waiting(kai)
    assert last["history"] == {"messages": 3, "removed": 1, "muted": 1, "reports": 2}
    assert (await close(kai, third, "qaa", "nothing"))["type"] == "done"
    assert (await answers(zoe, "nothing"))["message"] == third
    assert (await close(kai, third, "qaa", "nothing"))["code"] == "no_report"
    kinds = [kind for kind, _, _ in await audit(ada)]
    assert kinds == ["report", "report", "muted", "report", "report", "message_removed", "role"]


async def test_what_is_refused_and_who_sees_what(ada: Guest, eva: Guest, zoe: Guest, kai: Guest) -> None:
    said = (await eva.post("Words.", language="en"))["message"]
    own = (await kai.post("Words.", language="qab"))["message"]
    await zoe.reads(said)
    assert (await report(eva, said))["code"] == "own_report"
    for who in (eva, zoe):
        assert (await who.http.get(f"/api/rooms/{who.room}/reports")).json()["code"] == "hosts_only"
        assert (await close(who, said, "qaa", "nothing"))["code"] == "hosts_only"
    await report(zoe, own)
    await report(zoe, said)
    await report(zoe, said)  # in the place of the first
    assert [each["message"] for each in await waiting(kai)] == [said]
    assert [each["message"] for each in await waiting(ada)] == [own, said]
    language = (await waiting(ada))[0]["language"]
    assert (await close(kai, own, language, "nothing"))["code"] == "own_report"

    exports = {who: (await who.http.get("/api/me/export/json")).json() for who in (eva, zoe)}
    assert [row["text"] for row in exports[eva]["reports"]] == ["Words."]
    assert zoe.me["id"] not in str(exports[eva]["reports"])
    assert "Words." not in str(exports[zoe]["reports"])
    assert len(exports[zoe]["reports"]) == 2
    assert "reports" not in (await ada.http.get(f"/api/rooms/{ada.room}/export/json")).json()
    await eva.ask("remove", room=eva.room, message=said)
    assert (await report(zoe, said))["code"] == "already_removed"
    assert [each["removed"] for each in await waiting(kai)] == [True]
