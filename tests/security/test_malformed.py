"""Every field of every command and request, filled with what no program sends: refused by name, and nobody is hurt."""

import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from enishi.doors.pages import PAGE
from enishi.features.rooms.wire import LeaveRoom
from enishi.protocol import Command
from enishi.settings import Settings
from scripts.rights import Route, routes_of
from tests.support.cast import Cast, cast
from tests.support.guest import Guest
from tests.support.raw import TEXT, frame, raw
from tests.support.server import silent
from tests.support.wire import NOWHERE, Place, address, body, command, places, with_json

DEEP = 2_000
HALVED = tuple(map(json.dumps, ("\ud800", "a\udfffb", "\udc00\ud800")))
"""Half characters, as JSON can spell them: they are no text, wherever they stand."""
TEXTS = (
    *("\0", "a\0b", "\x1b[31m", "\u202e\u2066", "\ufeff", "\ufffe", "\U0010ffff", "", " ", "\r\n" * 100),
    *("\u200b" * 10, "\u0301" * 1000, "x" * 100_000, "../../../etc/passwd", "'; DROP TABLE messages; --"),
    *("<script>alert(1)</script>", "%s%n{}${x}", "null", "-1", "NaN", NOWHERE),
)
NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "-1", "1.5", "9007199254740993", "9" * 500, "-0.0")
OTHERS = (
    *("null", "true", "{}", "[]", "[[]]", '{"$ref":"x"}', "[null]", "[{}]", f"[{','.join(['0'] * 20_000)}]"),
    *("[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP),
)
NO_JSON = ("", "[", '"', '"\x01"', '"\\x"', '"\\u12"', "'a'", "undefined", "0x10", "01", "1,2")
VALUES = (*HALVED, *map(json.dumps, TEXTS), *NUMBERS, *OTHERS, *NO_JSON)
NO_UTF8 = (b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe2\x82"')
"""Bytes that are no text: never used, overlong, half a character, beyond the last one, cut off."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is refused because there was too much of it."""
    many = {"posts_per_minute": 100_000_000, "joins_per_minute": 100_000_000}
    return silent(tmp_path, **many)


@pytest.fixture
async def here(settings: Settings, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Cast]:
    """A house with a host who sends what no program sends; another one listens, and is not disturbed."""
    async with cast(settings, "host", "member") as here:
        await (other := here.people["member"]).ask("resume", room=here.room)
        yield here
        said = await here.founder.post("Still here.")
        await other.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    assert [each.getMessage() for each in caplog.records if each.exc_info or each.levelno >= logging.ERROR] == []


def known(here: Cast) -> dict[str, Any]:
    return {"room": here.room, "member": NOWHERE, "message": NOWHERE, "messages": [NOWHERE], "reply_to": NOWHERE}


def fitting(kind: type[Command], here: Cast) -> dict[str, Any]:
    """A command that fits; who leaves does so from nowhere, since it would end the connection."""
    return command(kind, known(here) | ({"room": NOWHERE} if kind is LeaveRoom else {}))


def commands(here: Cast) -> list[type[Command]]:
    return [kind for feature in here.features for kind in feature.commands]


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def spoilt(value: Any) -> Iterator[tuple[Place, str, str]]:
    """A place, what stands there, and the JSON with it."""
    for place in places(value):
        for raw_value in VALUES:
            yield place, raw_value, with_json(value, place, raw_value)


async def test_every_field_of_every_command(here: Cast) -> None:
    who = here.people["host"]
    tried = 0
    for kind in commands(here):
        for place, value, sent in spoilt(fitting(kind, here)):
            seen = len(who.events)
            await who.send(sent)
            answer = await who.told(lambda e: e["type"] in ("done", "refused"), seen)
            what = f"{kind.__name__} {place} {value[:40]!r}"
            assert answer.get("code") != "internal", what
            if value in HALVED or not is_json(sent):
                assert answer["code"] in ("malformed", "unknown_command"), what
            assert answer["type"] == "done" or answer["sentence"].endswith("."), what
            tried += 1
        who.events.clear()
    assert tried > 20 * 23


async def test_a_command_that_is_no_text_ends_its_own_connection(here: Cast) -> None:
    who = here.people["host"]
    cookie = "; ".join(f"{name}={value}" for name, value in who.http.cookies.items())
    for kind, bad in product(commands(here), NO_UTF8):
        sent = with_json(command(kind, known(here)), ("nonce",), "<bad>").encode().replace(b"<bad>", bad)
        async with raw(str(who.http.base_url), cookie) as client:
            await client.send(frame(TEXT, sent))
            assert await client.closed() == 1007
    assert (await who.post("Not I."))["type"] == "done"


async def test_every_field_of_every_request(here: Cast) -> None:
    who = here.people["host"]
    tried = 0
    for route in routes_of(here.features):
        sent = body(route, known(here))
        if isinstance(sent, dict):
            for place, value, data in spoilt(sent):
                what = f"{route.name} {place} {value[:40]!r}"
                told = await send(who, route, here, data.encode(errors="surrogatepass"))
                assert told.status_code < 500 or told.json()["code"] in UNABLE, what
                assert 400 <= told.status_code < 500 or (value not in HALVED and is_json(data)), what
                tried += 1
            for bad in NO_UTF8:
                content = with_json(sent, next(places(sent)), "<bad>").encode().replace(b"<bad>", bad)
                assert 400 <= (await send(who, route, here, content)).status_code < 500, (route.name, bad)
    assert tried > 20 * 10


async def test_every_part_of_every_path_and_query(here: Cast) -> None:
    who = here.people["host"]
    tried = 0
    for route in routes_of(here.features):
        if route.path in ENDING:
            continue
        for part, value in product(re.findall(r"{(\w+)}", route.path), IN_ADDRESSES):
            told = await who.http.request(route.method, address(route, {"room": here.room, part: value}))
            assert told.status_code < 500, (route.name, part, value)
            assert not told.is_success, (route.name, part, value)
            tried += 1
        for parameter in route.context.dependant.query_params:
            for value in IN_ADDRESSES:
                path = f"{address(route, {'room': here.room})}?{parameter.alias}={value}"
                told = await who.http.request(route.method, path)
                assert told.status_code < 500, (route.name, parameter.alias, value)
                tried += 1
    assert tried > 20 * 15


async def send(who: Guest, route: Route, here: Cast, data: bytes) -> httpx.Response:
    """Send these bytes as the body of what otherwise fits the route."""
    named = {"Content-Type": "application/json"}
    return await who.http.request(route.method, address(route, {"room": here.room}), content=data, headers=named)


ENDING = ("/api/leave", "/api/devices")
"""Routes that end sessions."""

UNABLE = {"no_voice"}
"""Codes of what this house cannot do at all, with a status of the server's own: it has no voice that reads aloud."""

IN_ADDRESSES = tuple(
    each if "%" in each else quote(each, safe="")
    for each in (
        *("%00", "%ff", "%c0%af", "%ed%a0%80", "%e2%82", "%", "%zz", "%0d%0aX:%20y", "%2e%2e", "%2f", "%252f", "%5c"),
        *(" ", "-1", "NaN", "1e999", "9" * 400, "x" * 4000, "null", "{}", "[]", "🧵", "\u202e", "'--", "true", "*"),
        *("00000000-0000-7000-8000-00000000000", "g0000000-0000-7000-8000-000000000000", "{room}"),
    )
)

HEADERS: tuple[dict[str, str | bytes], ...] = (
    {"Content-Type": "application/json; charset=utf-16"},
    {"Content-Type": "application/json; charset=\xff"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 5000},
    {"Content-Type": "application/x-www-form-urlencoded"},
    {"Content-Type": ";;;"},
    {"Content-Type": ""},
    {"Content-Encoding": "gzip"},
    {"Accept-Encoding": "\xff, gzip;q=NaN"},
    {"Cookie": b"enishi_session=\xff\xfe"},
    {"Cookie": "enishi_session=" + "x" * 5000},
    {"Cookie": "enishi_session=a; enishi_session=b; =; ;;"},
    {"Origin": "null"},
    {"Origin": "http://[::1"},
    {"Origin": b"http://\xff"},
    {"Origin": "http://evil.example:99999999"},
    {"X-Forwarded-For": "1.2.3.4.5, \xff"},
    {"X-Forwarded-For": "x" * 5000},
    {"X-Forwarded-Proto": "javascript"},
    {"Host": "[::1"},
    {"Host": "\xff"},
    {"Host": "evil.example:x"},
    {"Authorization": "Bearer \xff"},
    {"Range": "bytes=9-1"},
    {"If-None-Match": "\xff"},
    {"If-Modified-Since": "yesterday"},
)


async def test_headers(here: Cast) -> None:
    who = here.people["host"]
    routes = [each for each in routes_of(here.features) if not each.path.endswith((*ENDING, ".csv", ".tmx"))]
    addresses = [(route.method, address(route, {"room": here.room})) for route in routes]
    addresses += [("GET", path) for path in ("/ready", "/metrics", "/languages", *("/", "/room/x") * PAGE.exists())]
    for headers, (method, path) in product(HEADERS, addresses):
        sent = [
            (name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in headers.items()
        ]
        told = await who.http.request(method, path, content=b"{}" if method in ("POST", "PUT") else None, headers=sent)
        assert told.status_code < 500, (method, path, headers)


@pytest.mark.parametrize("kind", ["csv", "tmx"])
async def test_files(here: Cast, kind: str) -> None:
    http = here.people["host"].http
    for what, data in product(("glossary", "memory"), FILES):
        told = await http.post(f"/api/rooms/{here.room}/{what}.{kind}", content=data)
        assert told.status_code < 500, data[:60]
        assert (await http.get(f"/api/rooms/{here.room}/{what}.{kind}")).status_code == 200


FILES = (
    *(b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n" * 1000, b'"', b"language", b"language,text\n", b",,,,\n,,,,\n"),
    *(b"language,text,pt\nen," + bad + b",x\n" for bad in (*NO_UTF8, b"\0", b'"', b"x" * 200_000, b"=1+1", b"\x1b")),
    *(b"<", b"<tmx>", b"<tmx/>", b"<?xml version='1.0' encoding='utf-7'?><tmx/>", b"<tmx>" * 5000),
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body>&a;</body></tmx>',
    b'<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="\xff"><seg>a</seg></tuv></tu></body></tmx>',
    b'<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>&#0;</seg></tuv></tu></body></tmx>',
)
