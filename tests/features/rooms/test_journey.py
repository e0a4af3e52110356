"""What hosts say about a room holds for everybody in it, at once: its name, who writes, how often; and how it ends."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, silent

pytestmark = pytest.mark.several


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


@pytest.fixture
async def garden(ada: Guest) -> str:
    """A room of Ada's own."""
    room = str((await ada.http.post("/api/rooms", json={"title": "Garden"})).json()["id"])
    await ada.ask("resume", room=room)
    ada.room = room
    return room


async def invite(who: Guest, room: str, **wishes: object) -> tuple[int, Event]:
    answer = await who.http.post(f"/api/rooms/{room}/invites", json=wishes)
    return answer.status_code, answer.json()


@pytest.fixture
async def eva(server: Running, ada: Guest, garden: str) -> AsyncIterator[Guest]:
    """A plain member of the garden."""
    _, made = await invite(ada, garden)
    async with guest(server.url, made["link"].rpartition("#")[2], "Eva", "en") as eva:
        yield await eva.connect()


async def change(who: Guest, **settings: object) -> Event:
    return await who.ask("change_room", room=who.room, **settings)


async def changed(who: Guest, **settings: object) -> None:
    """Wait until they were told that the room is so."""
    await who.told(lambda e: e["type"] == "room_changed" and settings.items() <= (e["settings"] | e).items())


async def view(who: Guest) -> Event:
    """The room as a page that opens now is told it."""
    await who.disconnect()
    who.events.clear()
    await who.connect()
    (room,) = (room for room in who.of_type("welcome")[0]["rooms"] if room["id"] == who.room)
    return dict(room)


async def test_hosts_rename_and_describe_a_room(ada: Guest, eva: Guest) -> None:
    assert (await change(ada, title=" Our  garden ", description="For who digs."))["type"] == "done"
    await changed(eva, title="Our garden", description="For who digs.", described_in="en")
    assert (await view(eva))["title"] == "Our garden"
    told = (await eva.http.get(f"/api/rooms/{eva.room}/description")).json()
    assert told == {"text": "For who digs.", "language": "en", "translated": False}
    assert (await change(ada, description=" "))["type"] == "done"
    assert (await view(eva))["settings"]["described_in"] is None


async def test_what_is_no_setting_is_refused_by_name(ada: Guest, eva: Guest) -> None:
    assert (await change(eva, title="Mine"))["code"] == "hosts_only"
    for wrong, code in (
        ({"title": " "}, "title_empty"),
        ({"title": "x" * 81}, "title_too_long"),
        ({"description": "x" * 1001}, "too_long"),
        ({"writers": "owner"}, "malformed"),
        ({"state": "gone"}, "malformed"),
        ({"slow": -1}, "malformed"),
        ({"slow": 3601}, "malformed"),
    ):
        assert (await change(ada, **wrong))["code"] == code
    assert (await view(eva))["title"] == "Garden"


@pytest.mark.parametrize("state", ["closed", "archived"])
async def test_nobody_writes_in_a_closed_room_and_all_read_it(ada: Guest, eva: Guest, state: str) -> None:
    said = (await eva.post("before"))["message"]
    await change(ada, state=state)
    await changed(eva, state=state)
    for who in (ada, eva):
        assert (await who.post("after"))["code"] == "room_closed"
        assert (await who.ask("draft", room=who.room, text="aft"))["code"] == "room_closed"
        assert (await who.ask("edit", room=who.room, message=said, text="other"))["code"] == "room_closed"
        assert (await who.http.get(f"/api/rooms/{who.room}/messages")).status_code == 200
    assert (await view(eva))["settings"]["state"] == state
    await change(ada, state="open")
    await changed(eva, state="open")
    assert (await eva.post("again"))["type"] == "done"


async def test_a_room_says_who_writes_in_it(ada: Guest, eva: Guest) -> None:
    await change(ada, writers="steward")
    await changed(eva, writers="steward")
    assert (await eva.post("May I?"))["code"] == "writers_only"
    assert (await ada.post("Hosts may."))["type"] == "done"
    await ada.ask("set_role", room=ada.room, member=eva.me["id"], role="steward")
    await eva.told(lambda e: e["type"] == "role_changed" and e["role"] == "steward")
    assert (await eva.post("Now I may."))["type"] == "done"


async def test_members_invite_where_the_room_lets_them_but_no_hosts(ada: Guest, eva: Guest) -> None:
    assert (await invite(eva, eva.room))[1]["code"] == "hosts_only"
    _, by_ada = await invite(ada, ada.room)
    await change(ada, inviters="member")
    await changed(eva, inviters="member")
    status, made = await invite(eva, eva.room)
    assert status == 201
    assert (await invite(eva, eva.room, host=True))[1]["code"] == "hosts_only"
    path = f"/api/rooms/{eva.room}/invites"
    assert [each["id"] for each in (await eva.http.get(path)).json()] == [made["id"]]
    assert (await eva.http.delete(f"{path}/{by_ada['id']}")).json()["code"] == "hosts_only"
    assert (await eva.http.delete(f"{path}/{made['id']}?remove=true")).json()["code"] == "hosts_only"
    assert (await eva.http.delete(f"{path}/{made['id']}")).status_code == 204


async def test_members_wait_in_a_slow_room(ada: Guest, eva: Guest) -> None:
    await change(ada, slow=60)
    await changed(eva, slow=60)
    assert (await eva.post("One."))["type"] == "done"
    refused = await eva.post("Two.")
    assert refused["code"] == "slow_room"
    assert 0 < refused["retry_after"] <= 60
    for _ in range(2):
        assert (await ada.post("Hosts do not wait."))["type"] == "done"


async def test_who_leaves_is_out_and_the_last_host_stays(ada: Guest, eva: Guest) -> None:
    assert (await ada.ask("leave_room", room=ada.room))["code"] == "last_host"
    assert (await eva.ask("leave_room", room=eva.room))["type"] == "done"
    told = await ada.told(lambda e: e["type"] == "role_changed" and e["role"] == "former")
    assert (told["member"], told["by"]) == (eva.me["id"], eva.me["id"])
    assert await eva.closed() == 4405
    assert (await eva.http.get(f"/api/rooms/{eva.room}/messages")).json()["code"] == "not_in_room"


async def test_a_deleted_room_is_gone_for_everybody(ada: Guest, eva: Guest) -> None:
    await eva.post("to be forgotten")
    assert (await eva.ask("delete_room", room=eva.room, sure="Garden"))["code"] == "hosts_only"
    assert (await ada.ask("delete_room", room=ada.room, sure="garden"))["code"] == "other_title"
    assert (await ada.ask("delete_room", room=ada.room, sure="Garden"))["type"] == "done"
    for who in (ada, eva):
        await who.told(lambda e: e["type"] == "room_deleted")
        assert await who.closed() == 4405
        await who.disconnect()
        who.events.clear()
        await who.open()
        await who.ask("hello", rooms=[{"room": who.room}])
        assert who.room not in {room["id"] for room in who.of_type("welcome")[0]["rooms"]}
        assert (await who.post("still?"))["code"] == "not_in_room"


async def test_the_room_that_greets_newcomers_stays(ada: Guest) -> None:
    assert (await ada.ask("delete_room", room=ada.room, sure="Welcome"))["code"] == "welcome_stays"
