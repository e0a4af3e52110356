"""A real NATS server of one's own, out of a wheel."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

PROGRAM = Path(sys.executable).parent / "nats-server"


class Nats:
    """Runs until its context closes, always at the same address."""

    def __init__(self, port: int, watch: int) -> None:
        self.url = f"nats://127.0.0.1:{port}"
        self._ports = port, watch
        self.start()

    def start(self) -> None:
        """Also again, after it was killed."""
        port, watch = map(str, self._ports)
        command = (PROGRAM, "-a", "127.0.0.1", "-p", port, "-m", watch)
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while not self._open():
            assert self._process.poll() is None, "nats-server ended"
            time.sleep(0.01)

    def kill(self) -> None:
        """As when its machine loses power."""
        self._process.kill()
        self._process.wait()

    @property
    def clients(self) -> int:
        """How many are connected."""
        with urlopen(f"http://127.0.0.1:{self._ports[1]}/connz") as answer:
            return int(json.load(answer)["num_connections"])

    def _open(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._ports[0]), 1):
            return True
        return False


@contextmanager
def nats() -> Iterator[Nats]:
    with ExitStack() as free:
        found = [free.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        ports = [each.getsockname()[1] for each in found]
    server = Nats(*ports)
    try:
        yield server
    finally:
        server.kill()
