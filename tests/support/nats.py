"""A real NATS server of one's own, out of a wheel."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "nats-server"


class Nats:
    """Runs until its context closes, always at the same address."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"nats://127.0.0.1:{port}"
        self.start()

    def start(self) -> None:
        """Also again, after it was killed."""
        self._process = subprocess.Popen((PROGRAM, "-a", "127.0.0.1", "-p", str(self.port)), stderr=subprocess.DEVNULL)
        while not self._open():
            assert self._process.poll() is None, "nats-server ended"
            time.sleep(0.01)

    def kill(self) -> None:
        """As when its machine loses power."""
        self._process.kill()
        self._process.wait()

    def _open(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


@contextmanager
def nats() -> Iterator[Nats]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    server = Nats(port)
    try:
        yield server
    finally:
        server.kill()
