"""A server that is compared: how it is started on a core of its own, told something, and what it uses."""

import os
import resource
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from tests.support.raw import PONG, TEXT, frame

SERVER_CORE, CROWD_CORE = 0, 1
PUBLISHERS = 16
"""People who say something at once."""

START = 120.0


def processor_time(process: int) -> float:
    """Seconds of processor time that the threads of a process have used (of /proc/PID/stat: to 10 ms only)."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def children(process: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for thread in threads for child in thread.read_text().split()]


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


def handshake(path: str, cookie: str = "") -> bytes:
    """What opens a WebSocket."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


@contextmanager
def started(
    command: Sequence[str], port: int, environment: Mapping[str, str] = os.environ
) -> Iterator["subprocess.Popen[bytes]"]:
    with ExitStack() as stack:
        process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
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


def free_port() -> int:
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
