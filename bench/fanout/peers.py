"""The servers that are compared: how each is started, how its readers come in, and how something is said."""

import asyncio
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from bench.fanout.crowd import HERE, built
from tests.support.guest import guest
from tests.support.raw import PONG, TEXT, frame

SERVER_CORE, CROWD_CORE = 0, 1
MEMBERS = 20
"""People of Enishi's room; each reads on several connections when there are more readers."""

PUBLISHERS = 16
"""People who say something at once."""

START = 30.0


def processor_time(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Bytes that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def leave_the_server_its_core() -> None:
    """Run on the other one from now on, with as many connections as the machine allows."""
    os.sched_setaffinity(0, {CROWD_CORE})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@dataclass
class Peer:
    """A running server. `sorts` is what its readers send first, `wrapped` how it is told something."""

    process: "subprocess.Popen[bytes]"
    port: int
    sorts: Sequence[Sequence[bytes]]
    publishers: list[socket.socket] = field(default_factory=list)

    def wrapped(self, payload: bytes) -> bytes:
        """As the publisher writes it."""
        return payload + b"\n"

    def publish(self, payloads: Sequence[bytes]) -> None:
        """Say all of this at once, each by another publisher."""
        for publisher, payload in zip(cycle(self.publishers), payloads, strict=False):
            publisher.sendall(self.wrapped(payload))

    def admit(self, *parts: bytes) -> None:
        """Let one more publisher in, who sends these parts first; what they are told is thrown away."""
        publisher = socket.create_connection(("127.0.0.1", self.port))
        publisher.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts[:-1]:
            publisher.sendall(part)
            publisher.recv(1 << 16)
        publisher.sendall(parts[-1])
        Thread(target=_drain, args=(publisher,), daemon=True).start()
        self.publishers.append(publisher)

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        return processor_time(self.process.pid)

    def memory(self) -> int:
        """Bytes that it holds."""
        return resident(self.process.pid)


class Ws(Peer):
    """Says something in a WebSocket frame."""

    def wrapped(self, payload: bytes) -> bytes:
        """A text frame."""
        return frame(TEXT, payload)


class Nats(Peer):
    """Says something in NATS's own words."""

    def wrapped(self, payload: bytes) -> bytes:
        """PUB."""
        return b"PUB room %d\r\n%b\r\n" % (len(payload), payload)


class Mqtt(Peer):
    """Says something in an MQTT packet."""

    def wrapped(self, payload: bytes) -> bytes:
        """PUBLISH, at most once."""
        body = _mqtt_text(b"room") + payload
        return b"\x30" + _mqtt_length(len(body)) + body


@dataclass
class Enishi(Peer):
    """Posts to its rooms in turn."""

    rooms: Iterator[str] = field(default_factory=lambda: iter(()))

    def wrapped(self, payload: bytes) -> bytes:
        """The command of a page."""
        post = {"type": "post", "nonce": os.urandom(8).hex(), "room": next(self.rooms), "text": payload.decode()}
        return frame(TEXT, json.dumps(post | {"language": "en"}).encode())


def handshake(path: str, cookie: str = "") -> bytes:
    """What opens a WebSocket."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


@contextmanager
def limit() -> Iterator[Peer]:
    """A loop of writes in C, and nothing else."""
    port = _free_port()
    with _started([str(built("limit")), str(port)], port) as process:
        peer = Peer(process, port, [[handshake("/")]])
        _admit_all(peer, b"PUB\n")
        yield peer


@contextmanager
def node_ws(*file: str) -> Iterator[Peer]:
    """Node's `ws`; with a file, a message is on disk before it is told."""
    port = _free_port()
    with _started(["node", str(HERE / "ws.mjs"), str(port), *file], port) as process:
        peer = Ws(process, port, [[handshake("/")]])
        _admit_all(peer, handshake("/publish"), frame(TEXT, b"hello"))
        yield peer


@contextmanager
def node_on_disk() -> Iterator[Peer]:
    """The same, as durable as Enishi."""
    with tempfile.NamedTemporaryFile() as log, node_ws(log.name) as peer:
        yield peer


@contextmanager
def nats() -> Iterator[Peer]:
    """nats-server, in its own protocol."""
    port = _free_port()
    with _started(["nats-server", "-a", "127.0.0.1", "-p", str(port)], port) as process:
        hello = b'CONNECT {"verbose":false}\r\n'
        peer = Nats(process, port, [[hello + b"SUB room 1\r\nPING\r\n"]])
        _admit_all(peer, hello)
        yield peer


@contextmanager
def mosquitto() -> Iterator[Peer]:
    """mosquitto, MQTT 3.1.1 at most once."""
    port = _free_port()
    with _started(["mosquitto", "-p", str(port)], port) as process:
        # With a name, it is not 12 bytes long: that number would be the form feed between the parts of a crowd's files.
        hello = _mqtt_text(b"MQTT") + b"\x04\x82\x00\x00" + _mqtt_text(b"") + _mqtt_text(b"reader")
        connect = b"\x10" + _mqtt_length(len(hello)) + hello
        wish = b"\x00\x01" + _mqtt_text(b"room") + b"\x00"
        peer = Mqtt(process, port, [[connect, b"\x82" + _mqtt_length(len(wish)) + wish]])
        _admit_all(peer, connect, b"\xc0\x00")
        yield peer


@contextmanager
def enishi(languages: Sequence[str] = ("en",), rooms: int = 1, members: int = MEMBERS) -> Iterator[Enishi]:
    """The real server: sessions, rooms, members of all of them who read these languages in turn."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "enishi", "serve", "--host", "127.0.0.1", "--port", str(port), "--data", data]
        with _started(command, port, ENISHI_POSTS_PER_MINUTE="10000000", ENISHI_JOINS_PER_MINUTE="1000000") as process:
            tags = [languages[number % len(languages)] for number in range(members)]
            ids, cookies = asyncio.run(_members(port, _invite(process), tags, rooms))
            hellos = [json.dumps({"type": "hello", "nonce": "n", "rooms": [{"room": room}]}).encode() for room in ids]
            sorts = [[handshake("/live", each), frame(TEXT, hello)] for hello in hellos for each in cookies]
            peer = Enishi(process, port, sorts, rooms=cycle(ids))
            for each in cookies[:PUBLISHERS]:
                peer.admit(handshake("/live", each), frame(TEXT, b'{"type":"hello","nonce":"n"}'))
            yield peer


PEERS = {"limit": limit, "enishi": enishi, "node": node_ws, "kept": node_on_disk, "nats": nats}
if shutil.which("mosquitto"):
    PEERS["mosquitto"] = mosquitto


def _admit_all(peer: Peer, *parts: bytes) -> None:
    for _ in range(PUBLISHERS):
        peer.admit(*parts)


async def _members(port: int, invite: str, languages: Sequence[str], many: int) -> tuple[list[str], list[str]]:
    """New rooms, and the session of each of their members."""
    url, rooms, invites, cookies = f"http://127.0.0.1:{port}", [], [], []
    async with guest(url, invite, "Host", "en") as host:
        for number in range(many):
            room = (await host.http.post("/api/rooms", json={"title": f"Room {number}"})).json()["id"]
            made = (await host.http.post(f"/api/rooms/{room}/invites", json={})).json()
            rooms.append(room)
            invites.append(made["link"].split("/join/")[1])
    for number, language in enumerate(languages):
        async with guest(url, invites[0], f"Reader {number}", language) as who:
            for each in invites[1:]:
                join = {"invite": each, "name": who.me["name"], "language": language}
                (await who.http.post("/api/join", json=join)).raise_for_status()
            cookies.append("; ".join(f"{name}={value}" for name, value in who.http.cookies.items()))
    return rooms, cookies


def _invite(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout
    for line in process.stdout:
        if b"/join/" in line:
            return line.decode().split("/join/")[1].strip()
    raise RuntimeError("Enishi did not start.")


@contextmanager
def _started(command: Sequence[str], port: int, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    with ExitStack() as stack:
        process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | environment,
        )
        stack.callback(process.wait)
        stack.callback(process.kill)
        _wait_for(port)
        yield process


def _wait_for(port: int) -> None:
    until = monotonic() + START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if monotonic() > until:
                raise
            sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _drain(end: socket.socket) -> None:
    """Throw away what comes, but for a WebSocket ping of four bytes: who does not answer is taken for dead."""
    try:
        while heard := end.recv(1 << 20):
            _, ping, after = heard.partition(b"\x89\x04")
            if ping:
                end.sendall(frame(PONG, after[:4]))
    except OSError:
        return


def _mqtt_text(text: bytes) -> bytes:
    return len(text).to_bytes(2, "big") + text


def _mqtt_length(length: int) -> bytes:
    digits = bytearray()
    while True:
        length, digit = divmod(length, 128)
        digits.append(digit | (0x80 if length else 0))
        if not length:
            return bytes(digits)
