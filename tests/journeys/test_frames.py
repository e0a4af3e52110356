"""The rules of the WebSocket (RFC 6455): what breaks them closes that connection with the right code, and no other."""

import asyncio
import gc
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.cli.serve import MOST_BYTES_A_COMMAND
from enishi.live.connection import Connection
from enishi.settings import Settings
from tests.support.guest import Guest
from tests.support.raw import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, close, frame, raw
from tests.support.server import Running, silent

pytestmark = pytest.mark.alone("the bytes of one connection")

HELLO = json.dumps({"type": "hello", "nonce": "n"}).encode()
SPLIT = HELLO[:9], HELLO[9:]
MUTATED = 10_000


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=100_000)


@pytest.fixture
def cookie(ada: Guest) -> str:
    return "; ".join(f"{name}={value}" for name, value in ada.http.cookies.items())


ANSWERED = {
    "one frame": frame(TEXT, HELLO),
    "fragments": frame(TEXT, SPLIT[0], fin=False) + frame(CONTINUATION, SPLIT[1]),
    "fragments of a byte": frame(TEXT, fin=False)
    + b"".join(frame(CONTINUATION, HELLO[i : i + 1], fin=False) for i in range(len(HELLO)))
    + frame(CONTINUATION),
    "a ping between fragments": frame(TEXT, SPLIT[0], fin=False) + frame(PING, b"?") + frame(CONTINUATION, SPLIT[1]),
    "a pong that nobody asked for": frame(PONG, b"!") + frame(TEXT, HELLO),
    "a letter in two fragments": frame(TEXT, HELLO[:-1] + b',"x":"\xe7\xb8', fin=False)
    + frame(CONTINUATION, b'\x81"}'),
}

REFUSED = {
    "an unmasked frame": (frame(TEXT, HELLO, masked=False), 1002),
    "a reserved bit": (frame(TEXT, HELLO, rsv=4), 1002),
    "a reserved opcode": (frame(0x3, b"?"), 1002),
    "a reserved control opcode": (frame(0xB, b"?"), 1002),
    "a fragment of nothing": (frame(CONTINUATION, b"?"), 1002),
    "a text within a text": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    "a ping in fragments": (frame(PING, b"?", fin=False), 1002),
    "a ping of 126 bytes": (frame(PING, b"?" * 126), 1002),
    "a closing frame of one byte": (frame(CLOSE, b"\x03"), 1002),
    "a closing code that is not to be sent": (close(1005), 1002),
    "a closing code that does not exist": (close(999), 1002),
    "a closing reason that is no text": (close(1000, b"\xff"), 1007),
    "a text that is none": (frame(TEXT, b"\xff\xfe"), 1007),
    "a text that ends within a letter": (frame(TEXT, "縁".encode()[:2]), 1007),
    "a surrogate": (frame(TEXT, b"\xed\xa0\x80"), 1007),
    "fragments that are no text together": (frame(TEXT, b"\xe7", fin=False) + frame(CONTINUATION, b"\xe7"), 1007),
    "too much": (frame(TEXT, b"x" * (MOST_BYTES_A_COMMAND + 1)), 1009),
    "too much in fragments": (
        frame(TEXT, b"x" * MOST_BYTES_A_COMMAND, fin=False) + frame(CONTINUATION, b"x"),
        1009,
    ),
    "a frame that says it is enormous": (frame(TEXT, b"x", length=2**62), 1009),
    "a good bye": (close(1000), 1000),
    "a good bye without a code": (close(), None),
}


async def test_what_keeps_the_rules_is_answered(server: Running, cookie: str) -> None:
    async def first_told(sent: bytes) -> str:
        async with raw(server.url, cookie) as client:
            await client.send(sent)
            told = {"type": "language_arrives"}
            while told.get("type") == "language_arrives":  # a host may be told of a language at any moment
                told = json.loads(await client.until(TEXT) or b"{}")
            return str(told.get("type"))

    assert {name: await first_told(sent) for name, sent in ANSWERED.items()} == dict.fromkeys(ANSWERED, "welcome")


async def test_a_ping_is_answered_with_its_own_words(server: Running, cookie: str) -> None:
    async with raw(server.url, cookie) as client:
        await client.send(frame(PING, b"still there?"))
        assert await client.until(PONG) == b"still there?"


async def test_what_breaks_them_closes_the_connection_with_its_code(server: Running, cookie: str) -> None:
    async def code(sent: bytes) -> int | None:
        async with raw(server.url, cookie) as client:
            await client.send(sent)
            return await client.closed()

    codes = {name: await code(sent) for name, (sent, _) in REFUSED.items()}
    assert codes == {name: expected for name, (_, expected) in REFUSED.items()}


async def test_mutated_frames_harm_nobody(server: Running, ada: Guest, rui: Guest, cookie: str) -> None:
    before = asyncio.all_tasks()
    endings = Counter[int | None]()
    chance = random.Random(6455)
    for _ in range(MUTATED):
        async with raw(server.url, cookie) as client:
            await client.send(frame(TEXT, HELLO) + mutated(chance, ada.room) + close(1000))
            client.end()
            if (code := await client.closed()) is not None:
                endings[code] += 1
    assert set(endings) <= {1000, 1002, 1007, 1009}
    said = await ada.post("Still here.")
    await rui.told(lambda e: e["type"] == "posted" and e["message"]["id"] == said["message"])
    if late := asyncio.all_tasks() - before:
        _, staying = await asyncio.wait(late, timeout=20)
        assert not staying
    gc.collect()
    assert sum(isinstance(each, Connection) for each in gc.get_objects()) == len((ada, rui))


def mutated(chance: random.Random, room: str) -> bytes:
    """A frame with a command in it, with something wrong."""
    commands = (
        {"type": "resume", "room": room},
        {"type": "read", "room": room, "seq": 1},
        {"type": "mirror", "room": room, "text": "縁", "language": "en"},
        {"type": "unheard_of", "room": room},
    )
    text = json.dumps(chance.choice(commands) | {"nonce": str(chance.random())}).encode()
    sound = frame(chance.choice((TEXT, TEXT, TEXT, BINARY)), text, fin=chance.random() > 0.1)
    return chance.choice(MUTATIONS)(chance, sound)


def _flipped(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes((data[place] ^ 1 << chance.randrange(8),)) + data[place + 1 :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _twice(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + data[: chance.randrange(len(data))] + data[place:]


def _noise(chance: random.Random, data: bytes) -> bytes:
    return chance.randbytes(chance.randrange(1, 64))


def _sound(chance: random.Random, data: bytes) -> bytes:
    return data


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (_flipped, _cut, _twice, _noise, _sound)
