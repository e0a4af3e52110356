"""`enishi serve` in a process of its own, to be killed: forked from one that has loaded all modules already."""

import os
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from enishi.cli import main, serve
from tests.support.process import LIMITS

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["pytest", serve.__name__, __name__])


@dataclass(frozen=True)
class Forked:
    """The process, its address, and the secret of the host's invite."""

    process: BaseProcess
    url: str
    invite: str


def fork(data: Path, **settings: str) -> Forked:
    """Start one over a data directory, and wait until it is open."""
    reading, writing = _FORKING.Pipe(duplex=False)
    process = _FORKING.Process(target=_serve, args=(data, LIMITS | settings, writing))
    process.start()
    writing.close()
    with reading, os.fdopen(os.dup(reading.fileno())) as said:
        for line in said:
            if "/join/" in line:
                url, invite = line.split()[-1].split("/join/")
                return Forked(process, url, invite)
    raise AssertionError("the server ended before it was open")


def _serve(data: Path, environment: dict[str, str], output: Connection) -> None:
    os.environ.update(environment)
    sys.stdout = os.fdopen(os.dup(output.fileno()), "w")
    raise SystemExit(main(["serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data)]))
