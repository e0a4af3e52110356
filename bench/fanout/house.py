"""Enishi among the servers that are compared: the whole of it, with sessions, rooms and commits."""

import asyncio
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.fanout.peer import PUBLISHERS, Peer, free_port, handshake, started
from bench.server import HERE, command, environment
from tests.support.guest import guest
from tests.support.process import LINK
from tests.support.raw import TEXT, frame

MEMBERS = 20
"""People of Enishi's room; each reads on several connections when there are more readers."""


@dataclass
class Enishi(Peer):
    """Posts to its rooms in turn."""

    rooms: Iterator[str] = field(default_factory=lambda: iter(()))

    def wrapped(self, payload: bytes) -> bytes:
        """The command of a page."""
        post = {"type": "post", "nonce": os.urandom(8).hex(), "room": next(self.rooms), "text": payload.decode()}
        return frame(TEXT, json.dumps(post | {"language": "en"}).encode())


@contextmanager
def enishi(
    languages: Sequence[str] = ("en",), rooms: int = 1, members: int = MEMBERS, checkout: Path = HERE
) -> Iterator[Enishi]:
    """The real server: sessions, rooms, members of all of them who read these languages in turn."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as data,
        started(command(data, port), port, environment(checkout)) as process,
    ):
        tags = [languages[number % len(languages)] for number in range(members)]
        ids, cookies = asyncio.run(_members(port, _invite(process), tags, rooms))
        hellos = [json.dumps({"type": "hello", "nonce": "n", "rooms": [{"room": room}]}).encode() for room in ids]
        sorts = [[handshake("/live", each), frame(TEXT, hello)] for hello in hellos for each in cookies]
        peer = Enishi(process, port, sorts, rooms=cycle(ids))
        for each in cookies[:PUBLISHERS]:
            peer.admit(handshake("/live", each), frame(TEXT, b'{"type":"hello","nonce":"n"}'))
        yield peer


async def _members(port: int, invite: str, languages: Sequence[str], many: int) -> tuple[list[str], list[str]]:
    """New rooms, and the session of each of their members."""
    url, rooms, invites, cookies = f"http://127.0.0.1:{port}", [], [], []
    async with guest(url, invite, "Host", "en") as host:
        for number in range(many):
            room = (await host.http.post("/api/rooms", json={"title": f"Room {number}"})).json()["id"]
            made = (await host.http.post(f"/api/rooms/{room}/invites", json={"uses": None})).json()
            rooms.append(room)
            invites.append(re.split("/join[#/]", made["link"])[1])
    for number, language in enumerate(languages):
        async with guest(url, invites[0], f"Reader {number}", language) as who:
            for each in invites[1:]:
                join = {"invite": each, "name": who.me["name"], "language": language}
                (await who.http.post("/api/join", json=join)).raise_for_status()
            cookies.append("; ".join(f"{name}={value}" for name, value in who.http.cookies.items()))
    return rooms, cookies


def _invite(process: "subprocess.Popen[bytes]") -> str:
    """The secret of the owner's link, which is the last one that is printed."""
    assert process.stdout
    secret = ""
    for line in process.stdout:
        if found := LINK.search(line.decode()):
            secret = found[2]
        if b"Stop with" in line:
            return secret
    raise RuntimeError("Enishi did not start.")
