"""What was changed in a glossary is listed and can be undone; stewards lock it for everybody else."""

from typing import Any
from uuid import uuid4

import httpx

from tests.support.guest import Guest, guest
from tests.support.server import Running

INSULT = {"text": "i accept your offer", "language": "en", "translations": {"pt": "és um burro"}}
COUNCIL = {"text": "town council", "language": "en", "translations": {"pt": "junta de freguesia"}}


async def put(who: Guest, term: dict[str, Any], id: object = None) -> httpx.Response:
    return await who.http.put(f"/api/rooms/{who.room}/glossary/{id or uuid4()}", json=term)


async def remove(who: Guest, term: str) -> httpx.Response:
    return await who.http.delete(f"/api/rooms/{who.room}/glossary/{term}")


async def terms(who: Guest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await who.http.get(f"/api/rooms/{who.room}/glossary")).json()
    return found


async def listed(who: Guest) -> dict[str, Any]:
    found: dict[str, Any] = (await who.http.get(f"/api/rooms/{who.room}/glossary/changes")).json()
    return found


async def undo(who: Guest, change: str) -> httpx.Response:
    return await who.http.post(f"/api/rooms/{who.room}/glossary/changes/{change}/undo")


async def lock(who: Guest, *, locked: bool) -> httpx.Response:
    return await who.http.put(f"/api/rooms/{who.room}/glossary/lock", json={"locked": locked})


async def test_each_change_is_listed_and_can_be_undone(ada: Guest, rui: Guest) -> None:
    made = (await put(ada, COUNCIL)).json()
    other = COUNCIL | {"translations": {"pt": "és um burro"}}
    insult = (await put(rui, other, made["id"])).json()
    assert (await remove(rui, made["id"])).status_code == 204

    removed, changed, added = (await listed(ada))["changes"]
    assert (removed["before"], removed["after"], removed["undoable"]) == ([insult], [], True)
    assert (changed["before"], changed["after"], changed["undoable"]) == ([made], [insult], False)
    assert (added["before"], added["after"], added["undoable"]) == ([], [made], False)
    assert [each["made_by"] for each in (removed, changed, added)] == [rui.me["id"], rui.me["id"], ada.me["id"]]

    assert (await undo(ada, changed["id"])).json()["code"] == "changed_again"
    for change, left in ((removed, [insult]), (changed, [made])):
        assert (await undo(ada, change["id"])).status_code == 204
        assert await terms(ada) == left
    again = (await listed(ada))["changes"][0]
    assert (again["made_by"], again["before"], again["after"]) == (ada.me["id"], [insult], [made])
    assert (await undo(rui, again["id"])).status_code == 204, "what was undone can be done again"
    assert await terms(ada) == [insult]
    assert (await undo(ada, str(uuid4()))).json()["code"] == "no_change"


async def test_a_file_is_one_change(ada: Guest) -> None:
    made = (await put(ada, COUNCIL)).json()
    words = ["town council,câmara", *(f"word {n},palavra {n}" for n in range(20)), "word 1,outra"]
    rows = ["language,text,pt", *(f"en,{each}" for each in words)]
    answer = await ada.http.post(f"/api/rooms/{ada.room}/glossary.csv", content="\n".join(rows).encode())
    assert answer.json().get("taken") == 22, answer.text
    change = (await listed(ada))["changes"][0]
    assert (change["before"], change["terms"], len(change["after"])) == ([made], 22, 3), "one of two same words stays"
    assert (await undo(ada, change["id"])).status_code == 204
    assert await terms(ada) == [made]


async def test_what_stands_in_the_way_is_not_overwritten(ada: Guest, rui: Guest) -> None:
    made = (await put(ada, COUNCIL)).json()
    await remove(ada, made["id"])
    removal = (await listed(ada))["changes"][0]
    newer = (await put(rui, COUNCIL)).json()
    assert (await undo(ada, removal["id"])).json()["code"] == "changed_again"
    assert await terms(ada) == [newer]


async def test_only_who_may_lock_changes_a_locked_glossary(server: Running, ada: Guest) -> None:
    invite = (await ada.http.post(f"/api/rooms/{ada.room}/invites", json={})).json()["link"].split("#")[1]
    async with guest(server.url, invite, "Eva", "pt") as eva:
        await eva.connect()
        made = (await put(eva, COUNCIL)).json()
        assert (await lock(eva, locked=True)).status_code == 403
        seen = len(eva.events)
        assert (await lock(ada, locked=True)).status_code == 204
        await eva.told(lambda event: event["type"] == "glossary_changed", seen)
        change = (await listed(eva))["changes"][0]
        for refused in (await put(eva, INSULT), await remove(eva, made["id"]), await undo(eva, change["id"])):
            assert (refused.status_code, refused.json()["code"]) == (403, "glossary_locked")
        assert await terms(eva) == [made]
        for who, may in ((ada, True), (eva, False)):
            told = await listed(who)
            assert (told["locked"], told["may_settle"], told["may_lock"]) == (True, may, may)

        assert (await put(ada, INSULT)).status_code == 200
        assert (await lock(ada, locked=False)).status_code == 204
        assert (await remove(eva, made["id"])).status_code == 204
        told = await listed(eva)
        assert (told["locked"], told["may_settle"], told["may_lock"]) == (False, True, False)
