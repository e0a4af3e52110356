"""Every page of a large room is cut off at once, and comes back as the page does: how long it takes, and what it costs.

python -m bench.storm [--pages 2000] [--storms 10]
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from random import Random
from signal import SIGUSR1
from time import monotonic, sleep
from typing import cast

import httpx
import uvloop
from tqdm import tqdm

from bench.fanout.peer import SERVER_CORE, handshake, leave_the_server_its_core, processor_time, resident
from bench.server import environment
from bench.stamp import keep
from tests.support.guest import Guest, guest
from tests.support.raw import TEXT, frame

SEED = 20261125
FIRST_DELAY, LONGEST_DELAY = 0.5, 10.0
"""Seconds, as in web/src/lib/socket.ts."""

MISSED = 5
"""Messages that are said while everybody is away."""

CAUGHT_UP = b'"type":"caught_up"'

SERVER = """
import signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from enishi.cli import main
queries = [0]
def count(connection, cursor, statement, *_):
    queries[0] += statement != "BEGIN"
event.listen(Engine, "before_cursor_execute", count)
signal.signal(signal.SIGUSR1, lambda *_: Path(sys.argv[-1], "queries").write_text(str(queries[0])))
sys.argv[1:] = ["serve", "--host", "127.0.0.1", "--port", "0", "--data", sys.argv[-1]]
main()
"""

HEAD = """# Storms

{pages} pages of as many members in one room lose their connection in the same moment, {storms} times; {missed}
messages are said while they are away. Each comes back as the page does (full jitter: at once to 0.5 s later, twice as
long after each failure). Seconds until so many have caught up; what the server does meanwhile. The
server on one core, the pages on the other. `python -m bench.storm` measures it.

| storm | half | 99 % | all | tried again | queries | queries a page | server's processor, s | MiB |
|---|---|---|---|---|---|---|---|---|"""


class Page(asyncio.Protocol):
    """A page as the server sees it: it says hello with the last number it knows, and reads."""

    def __init__(self, cookie: str, room: str, since: int | None, wanted: bytes) -> None:
        self._opening = handshake("/live", cookie)
        self._hello = frame(
            TEXT, json.dumps({"type": "hello", "nonce": "n", "rooms": [{"room": room, "since": since}]}).encode()
        )
        self._wanted = [CAUGHT_UP, *([wanted] if wanted else [])]
        self._tail = b""
        self.back = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Shake hands, and say hello at once."""
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._opening)

    def data_received(self, data: bytes) -> None:
        """Look for what tells that everything is there."""
        if self._hello:
            self.transport.write(self._hello)
            self._hello = b""
        if self._wanted:
            seen = self._tail + data
            self._wanted = [each for each in self._wanted if each not in seen]
            self._tail = seen[-100:]
            if not self._wanted and not self.back.done():
                self.back.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits for it learns that it did not work."""
        if not self.back.done():
            self.back.set_exception(error or ConnectionError("closed"))


class House:
    """The server under storm."""

    def __init__(self, process: "subprocess.Popen[str]", data: Path, port: int, invite: str) -> None:
        self.process, self.data, self.port, self.invite = process, data, port, invite

    def queries(self) -> int:
        """Statements so far."""
        file = self.data / "queries"
        file.unlink(missing_ok=True)
        self.process.send_signal(SIGUSR1)
        while not (file.exists() and file.read_text()):
            sleep(0.01)
        return int(file.read_text())


@contextmanager
def house() -> Iterator[House]:
    """A server of its own on one core."""
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), sys.executable, "-c", SERVER, data],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(),
        )
        try:
            assert process.stdout
            said = takewhile(lambda line: "Stop with" not in line, process.stdout)
            *_, link = (line for line in said if "/join#" in line)  # the last one is the owner's
            address, _, secret = link.partition("/join#")
            yield House(process, Path(data), int(address.rpartition(":")[2]), secret.split()[0])
        finally:
            process.kill()
            process.wait()


async def members(url: str, host: Guest, count: int) -> tuple[str, list[str]]:
    """A room, and the cookies of so many people in it."""
    room = (await host.http.post("/api/rooms", json={"title": "A large room"})).json()["id"]
    link = (await host.http.post(f"/api/rooms/{room}/invites", json={"uses": None})).json()["link"]
    cookies = []
    async with httpx.AsyncClient(base_url=url) as http:
        for number in tqdm(range(count), desc="members"):
            join = {"invite": link.split("/join#")[1], "name": f"Member {number}", "language": "en"}
            (await http.post("/api/join", json=join)).raise_for_status()
            cookies.append("; ".join(f"{name}={value}" for name, value in http.cookies.items()))
            http.cookies.clear()
    return room, cookies


async def come_back(port: int, chance: Random, page: partial[Page], first: float | None = None) -> tuple[Page, int]:
    """Try until it works; returns how often it had to."""
    attempts = 0
    while True:
        most = min(LONGEST_DELAY, FIRST_DELAY * 2**attempts)
        await asyncio.sleep(chance.random() * most if first is None or attempts else first)
        attempts += 1
        try:
            _, made = await asyncio.get_running_loop().create_connection(page, "127.0.0.1", port)
            await made.back
        except OSError:
            continue
        return made, attempts


async def storms(house: House, pages: int, count: int) -> list[str]:
    """Let everybody in, one after the other; then one storm after the other. A line of the table for each."""
    chance = Random(SEED)
    async with guest(f"http://127.0.0.1:{house.port}", house.invite, "Host", "en") as host:
        room, cookies = await members(f"http://127.0.0.1:{house.port}", host, pages)
        host.room = room
        await host.connect()
        spread = pages / 100
        known = [partial(Page, cookie, room, None, b"") for cookie in cookies]
        arrivals = (come_back(house.port, chance, page, chance.random() * spread) for page in known)
        here = [page for page, _ in await asyncio.gather(*arrivals)]
        since, rows = (await host.post("Before the storm."))["seq"], []
        for storm in tqdm(range(1, count + 1), desc="storms"):
            for page in here:
                page.transport.abort()
            wanted = f"storm {storm}, number {MISSED}".encode()
            returning = [partial(Page, cookie, room, since, wanted) for cookie in cookies]
            here, since, row = await one(house, host, storm, chance, returning)
            rows.append(row)
        return rows


async def one(
    house: House, host: Guest, storm: int, chance: Random, returning: Sequence[partial[Page]]
) -> tuple[list[Page], int, str]:
    """One storm: the pages that came back, the room's number after it, and its line of the table."""
    process = house.process.pid
    begun, queries, cpu = monotonic(), house.queries(), processor_time(process)
    times: list[float] = []

    async def back(page: partial[Page]) -> tuple[Page, int]:
        found = await come_back(house.port, chance, page)
        times.append(monotonic() - begun)
        return found

    work = [asyncio.create_task(back(page)) for page in returning]
    for number in range(1, MISSED + 1):
        last = (await host.post(f"storm {storm}, number {number}"))["seq"]
    found = await asyncio.gather(*work)
    asked, many = house.queries() - queries, len(times)
    again = sum(attempts > 1 for _, attempts in found)
    shares = f"{times[many // 2]:.1f} | {times[many * 99 // 100]:.1f} | {times[-1]:.1f}"
    costs = f"{asked} | {asked / many:.1f} | {processor_time(process) - cpu:.1f} | {resident(process) / 2**20:.0f}"
    return [page for page, _ in found], last, f"| {storm} | {shares} | {again} | {costs} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--storms", type=int, default=10)
    wanted = parser.parse_args()
    leave_the_server_its_core()
    with house() as server:
        rows = uvloop.run(storms(server, wanted.pages, wanted.storms))
    keep("storm", HEAD.format(pages=wanted.pages, storms=wanted.storms, missed=MISSED), *rows)


if __name__ == "__main__":
    main()
