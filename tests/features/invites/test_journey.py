"""Inviting people: links that expire, run out, are revoked, make hosts, and lead back those who are in."""

import asyncio
import io
import json
from pathlib import Path

import httpx
import pytest
import segno
from websockets.exceptions import InvalidStatus

from enishi.protocol import Trouble
from enishi.settings import Settings
from tests.support.guest import Event, Guest, guest
from tests.support.server import Running, running, silent

FOREIGN = {"Origin": "https://evil.example"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path)


def secret(invite: Event) -> str:
    return str(invite["link"]).split("#")[1]


async def make(who: Guest, **wishes: object) -> Event:
    answer = await who.http.post(f"/api/rooms/{who.room}/invites", json=wishes)
    assert answer.status_code == 201, answer.text
    made: Event = answer.json()
    return made


async def join(server: Running, secret: str, **others: object) -> httpx.Response:
    async with httpx.AsyncClient(base_url=server.url) as http:
        wishes = json.dumps({"invite": secret, "name": "Zoe", "language": "pt", **others})
        return await http.post("/api/join", content=wishes, headers={"Content-Type": "application/json"})


def trouble(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, Trouble.model_validate(answer.json()).code


def code_of(link: str) -> str:
    """What a QR code of a link looks like."""
    image = io.BytesIO()
    segno.make(link, micro=False).save(image, kind="svg", scale=4, xmldecl=False)
    return image.getvalue().decode()


async def made_by(who: Guest, **headers: str) -> Event:
    """An invite, made by a request with these headers."""
    answer = await who.http.post(f"/api/rooms/{who.room}/invites", json={}, headers=headers)
    assert answer.status_code == 201, answer.text
    made: Event = answer.json()
    return made


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize("address", ["http://talk.example.org:8080", "https://talk.example.org"])
async def test_a_page_is_given_links_to_where_it_was_opened(ada: Guest, address: str) -> None:
    scheme, _, host = address.partition("://")
    made = await made_by(ada, **{"Origin": address, "Host": host, "X-Forwarded-Proto": scheme})
    assert made["link"] == f"{address}/join#{secret(made)}"
    assert made["qr"] == code_of(made["link"])


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    "forged",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"},
        {"Host": "evil.example/path?"},
    ],
)
async def test_a_forged_host_reaches_no_invite(tmp_path: Path, ada: Guest, forged: dict[str, str]) -> None:
    made = await made_by(ada, **forged)
    assert (made["link"], made["qr"]) == (f"/join#{secret(made)}", None)
    url = "https://talk.example.org/"
    async with (
        running(silent(tmp_path / "public", url=url)) as public,
        guest(public.url, public.invite, "Eva", "en") as eva,
    ):
        for headers in (forged, {"Origin": public.url}, {"Origin": "https://talk.example.org"}):
            made = await made_by(eva, **headers)
            assert made["link"] == f"https://talk.example.org/join#{secret(made)}"
            assert made["qr"] == code_of(made["link"])


@pytest.mark.alone("one address is that of the page")
async def test_a_link_and_its_code_are_shown_once(server: Running, ada: Guest) -> None:
    ada.http.headers["Origin"] = server.url
    made = await make(ada, uses=2, expires_in=3600)
    assert made["link"].startswith(f"{server.url}/join#")
    assert made["qr"].startswith("<svg")
    assert "script" not in made["qr"]
    (listed, *_) = (await ada.http.get(f"/api/rooms/{ada.room}/invites")).json()
    assert (listed["id"], listed["uses_left"], listed["link"], listed["qr"]) == (made["id"], 2, None, None)
    preview = (await ada.http.post("/api/invites/preview", json={"invite": secret(made)})).json()
    assert preview == {"room": "Welcome", "welcome": True, "expires_at": made["expires_at"]}


async def test_uses_run_out_but_lead_back_whoever_came_in(server: Running, ada: Guest) -> None:
    made = await make(ada, uses=1)
    async with guest(server.url, secret(made), "Rui", "pt") as rui:
        assert not rui.me["owner"]
        assert trouble(await join(server, secret(made))) == (422, "invite_closed")
        back = await rui.http.post("/api/join", json={"invite": secret(made), "name": "Other", "language": "en"})
        assert back.json() == {"me": rui.me, "room": rui.room}
        assert (await rui.http.post("/api/invites/preview", json={"invite": secret(made)})).status_code == 200


async def test_a_revoked_invite_and_one_that_never_was(server: Running, ada: Guest) -> None:
    made = await make(ada)
    assert (await ada.http.delete(f"/api/rooms/{ada.room}/invites/{made['id']}")).status_code == 204
    assert trouble(await join(server, secret(made))) == (422, "invite_closed")
    assert trouble(await ada.http.delete(f"/api/rooms/{ada.room}/invites/{ada.room}")) == (404, "no_invite")
    assert made["id"] not in str((await ada.http.get(f"/api/rooms/{ada.room}/invites")).json())
    for unknown in ("nonsense", "%00", "a" * 100, "%F0%9F%A7%B5"):
        assert trouble(await join(server, unknown)) == (404, "no_invite")


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"name": " "}, "name_empty"),
        ({"name": "x" * 61}, "name_too_long"),
        ({"name": "a\0"}, "name_malformed"),
        ({"name": None}, "malformed"),
        ({"name": "\ud800"}, "malformed"),
        ({"language": "xx"}, "unknown_language"),
        ({"language": ""}, "unknown_language"),
        ({"language": "\ud800"}, "malformed"),
        ({"understands": ["xx"]}, "unknown_language"),
        ({"invite": "x" * 201}, "malformed"),
        ({"invite": "\ud800"}, "malformed"),
    ],
)
async def test_a_bad_newcomer_is_refused_by_name(server: Running, wishes: dict[str, object], code: str) -> None:
    assert trouble(await join(server, server.invite, **wishes)) == (422, code)


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"\xff", b'{"invite":' * 10_000])
async def test_a_body_that_is_no_wish_is_refused(server: Running, body: bytes) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        answer = await http.post("/api/join", content=body, headers={"Content-Type": "application/json"})
        assert trouble(answer)[0] in (400, 413, 422)
        huge = await http.post("/api/join", content=b" " * 70_000, headers={"Content-Type": "application/json"})
        assert trouble(huge) == (413, "too_large")


async def test_only_hosts_invite_and_only_into_their_rooms(server: Running, ada: Guest) -> None:
    made = await make(ada)
    async with guest(server.url, secret(made), "Rui", "pt") as rui:
        answers = [
            await rui.http.post(f"/api/rooms/{rui.room}/invites", json={}),
            await rui.http.get(f"/api/rooms/{rui.room}/invites"),
            await rui.http.delete(f"/api/rooms/{rui.room}/invites/{made['id']}"),
            await rui.http.post("/api/rooms", json={"title": "Mine"}),
        ]
        assert [trouble(answer) for answer in answers] == [(403, "hosts_only")] * 4
    async with guest(server.url, server.invite, "Eva", "es") as eva:
        room = (await eva.http.post("/api/rooms", json={"title": " Eva’s  room "})).json()
        assert (room["title"], room["unread"], [who["name"] for who in room["members"]]) == ("Eva’s room", 0, ["Eva"])
        assert trouble(await ada.http.post(f"/api/rooms/{room['id']}/invites", json={})) == (403, "not_in_room")
        elsewhere = f"/api/rooms/{room['id']}/invites/{made['id']}"
        assert trouble(await ada.http.delete(elsewhere)) == (403, "not_in_room")
        assert trouble(await eva.http.delete(elsewhere)) == (404, "no_invite")
        assert made["id"] in str((await ada.http.get(f"/api/rooms/{ada.room}/invites")).json())
        assert trouble(await ada.http.get(f"/api/rooms/{room['id']}/messages")) == (403, "not_in_room")


async def test_another_invite_gains_a_room_and_changes_nobody(server: Running, ada: Guest) -> None:
    guests = await make(ada)
    async with guest(server.url, secret(guests), "Rui", "pt") as rui:
        room = (await ada.http.post("/api/rooms", json={"title": "Kitchen"})).json()
        invite = (await ada.http.post(f"/api/rooms/{room['id']}/invites", json={})).json()
        wishes = {"invite": secret(invite), "name": "Somebody else", "language": "en"}
        joined = (await rui.http.post("/api/join", json=wishes)).json()
        assert joined == {"me": rui.me, "room": room["id"]}
        await rui.connect()
        welcome = await rui.told(lambda e: e["type"] == "welcome")
        assert [view["title"] for view in welcome["rooms"]] == ["Kitchen", "Welcome"]


async def test_a_known_member_uses_an_invite_once_and_one_who_is_in_not_at_all(server: Running, ada: Guest) -> None:
    room = (await ada.http.post("/api/rooms", json={"title": "Kitchen"})).json()["id"]
    made = (await ada.http.post(f"/api/rooms/{room}/invites", json={"uses": 2})).json()
    async with guest(server.url, server.invite, "Rui", "pt") as rui:
        for who, left in ((ada, 2), (rui, 1), (rui, 1)):
            wishes = {"invite": secret(made), "name": who.me["name"], "language": who.me["language"]}
            assert (await who.http.post("/api/join", json=wishes)).json()["room"] == room
            (listed,) = (await ada.http.get(f"/api/rooms/{room}/invites")).json()
            assert listed["uses_left"] == left
    assert (await join(server, secret(made))).status_code == 201
    assert trouble(await join(server, secret(made))) == (422, "invite_closed")


async def test_a_hosts_invite_makes_hosts(server: Running, ada: Guest) -> None:
    guests, hosts = await make(ada), await make(ada, host=True)
    async with guest(server.url, secret(guests), "Rui", "pt") as rui:
        joined = await rui.http.post("/api/join", json={"invite": secret(hosts), "name": "Rui", "language": "pt"})
        assert joined.json()["me"] == rui.me  # of this room, not of the house
        assert (await rui.http.post("/api/rooms", json={"title": "Mine"})).status_code == 201


async def test_a_copy_of_the_cookie_is_worth_nothing_once_rights_grow(server: Running, ada: Guest) -> None:
    async def me(cookie: str) -> object:
        async with httpx.AsyncClient(base_url=server.url, cookies={"enishi_session": cookie}) as http:
            return (await http.get("/api/house")).json()["me"]

    async def held_after(who: Guest, invite: str) -> tuple[str, str]:
        before = who.http.cookies["enishi_session"]
        wishes = {"invite": invite, "name": who.me["name"], "language": "pt"}
        assert (await who.http.post("/api/join", json=wishes)).status_code == 201
        return before, who.http.cookies["enishi_session"]

    members, hosts = secret(await make(ada)), secret(await make(ada, host=True))
    async with guest(server.url, members, "Rui", "pt") as rui:
        before, after = await held_after(rui, members)
        assert before == after, "nothing grew"
        for invite, grows in ((hosts, True), (hosts, False), (server.invite, True), (server.invite, False)):
            before, after = await held_after(rui, invite)
            assert (before != after) is grows
            assert (await me(before) is None) is grows
            assert await me(after) == (await rui.http.get("/api/house")).json()["me"]
        await rui.connect()
        assert (await rui.post("Still here."))["type"] == "done"


@pytest.mark.alone("one address is that of the page")
async def test_a_foreign_page_can_do_nothing(server: Running, ada: Guest) -> None:
    made = await make(ada)
    http = ada.http
    answers = [
        await http.post("/api/join", json={"invite": server.invite, "name": "E", "language": "en"}, headers=FOREIGN),
        await http.post("/api/rooms", json={"title": "Theirs"}, headers=FOREIGN),
        await http.post(f"/api/rooms/{ada.room}/invites", json={}, headers=FOREIGN),
        await http.delete(f"/api/rooms/{ada.room}/invites/{made['id']}", headers=FOREIGN),
        await http.post("/api/leave", headers={"Origin": "http://["}),
    ]
    assert [trouble(answer) for answer in answers] == [(403, "foreign_origin")] * 5
    assert (await http.post("/api/rooms", json={"title": "Ours"}, headers={"Origin": server.url})).status_code == 201


async def test_whoever_knocks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    async with running(silent(tmp_path, joins_per_minute=2)) as server:
        answers = [await join(server, "nonsense") for _ in range(3)]
    assert [trouble(answer) for answer in answers] == [(404, "no_invite"), (404, "no_invite"), (429, "too_many")]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 31
    assert 0 < answers[2].json()["retry_after"] <= 30


@pytest.mark.alone("a request and its answer")
@pytest.mark.parametrize(("proto", "name"), [("https", "__Host-enishi_session"), ("http", "enishi_session")])
async def test_the_cookie_is_for_the_browser_alone(server: Running, proto: str, name: str) -> None:
    async with httpx.AsyncClient(base_url=server.url, headers={"X-Forwarded-Proto": proto}) as http:
        wishes = {"invite": server.invite, "name": "Zoe", "language": "pt"}
        given = (await http.post("/api/join", json=wishes)).headers["Set-Cookie"]
        cookie = given.split(";")[0]
        again = (await http.get("/api/house", headers={"Cookie": cookie})).headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    for header in (given, again):
        assert header.startswith(cookie)
        parts = set(header.split("; "))
        assert {"HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={90 * 86400}"} <= parts
        assert ("Secure" in parts) is (proto == "https")
        assert "Domain" not in header, "browsers take __Host- for this very host only"


@pytest.mark.alone("a request and its answer")
async def test_who_was_in_before_there_was_https_stays_in(server: Running, rui: Guest) -> None:
    had = {"Cookie": f"enishi_session={rui.http.cookies['enishi_session']}"}
    async with httpx.AsyncClient(base_url=server.url, headers={"X-Forwarded-Proto": "https"}) as http:
        page = await http.get("/api/house", headers=had)
        assert page.json()["me"] == rui.me
        given, ended = page.headers.get_list("Set-Cookie")
        assert ended.startswith('enishi_session=""')
        kept = {"Cookie": given.split(";")[0]}
        assert kept["Cookie"].startswith("__Host-")
        assert (await http.get("/api/house", headers=kept)).json()["me"] == rui.me
        tab = Guest(http, rui.me, rui.room)
        for cookie in (had, kept):
            await tab.open(**cookie, **{"X-Forwarded-Proto": "https"})
            assert (await tab.ask("hello"))["type"] == "done"
            await tab.disconnect()


@pytest.mark.alone("a request and its answer")
async def test_another_host_cannot_put_its_session_under_ours(server: Running, ada: Guest, rui: Guest) -> None:
    planted = f"enishi_session={rui.http.cookies['enishi_session']}"
    own = f"__Host-enishi_session={ada.http.cookies['enishi_session']}"
    async with httpx.AsyncClient(base_url=server.url, headers={"X-Forwarded-Proto": "https"}) as http:
        for both in (f"{planted}; {own}", f"{own}; {planted}"):
            assert (await http.get("/api/house", headers={"Cookie": both})).json()["me"] == ada.me


@pytest.mark.alone("a request and its answer")
async def test_a_page_of_the_same_host_by_http_can_do_nothing_by_https(server: Running, ada: Guest) -> None:
    host = server.url.removeprefix("http://")
    for scheme, origin, status in (("https", "http", 403), ("http", "https", 403), ("https", "https", 201)):
        headers = {"X-Forwarded-Proto": scheme, "Origin": f"{origin}://{host}"}
        assert (await ada.http.post("/api/rooms", json={"title": "Mine"}, headers=headers)).status_code == status
    foreign = Guest(ada.http, ada.me, ada.room)
    with pytest.raises(InvalidStatus):
        await foreign.open(Origin=f"https://{host}")


async def test_leaving_ends_the_session_on_every_connection(server: Running, ada: Guest) -> None:
    async with guest(server.url, server.invite, "Zoe", "pt") as zoe:
        tab = Guest(zoe.http, zoe.me, zoe.room)
        await asyncio.gather(zoe.connect(), tab.connect())
        left = await zoe.http.post(
            "/api/leave", headers={"Cookie": f"enishi_session={zoe.http.cookies['enishi_session']}"}
        )
        assert left.status_code == 204
        ended = left.headers.get_list("Set-Cookie")
        assert [each.split("=")[0] for each in ended] == ["enishi_session", "__Host-enishi_session"]
        assert all("Max-Age=0" in each for each in ended)
        assert "Secure" in ended[1], "browsers disregard __Host- without it"
        for who in (zoe, tab):
            assert (await who.told(lambda e: e["type"] == "refused"))["code"] == "signed_out"
            assert await who.closed() == 4401
        await ada.told(lambda e: e["type"] == "presence" and e["member"]["name"] == "Zoe" and not e["here"])
        assert (await zoe.http.get("/api/house")).json()["me"] is None
        assert (await zoe.http.post("/api/leave")).status_code == 204
