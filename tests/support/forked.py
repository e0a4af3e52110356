"""`enishi serve` and `enishi work` in processes of their own, to be killed: forked from one that loaded all of it."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from enishi.cli import main, serve, work
from tests.support.process import LIMITS, LINK

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["pytest", serve.__name__, work.__name__, __name__])


@dataclass(frozen=True)
class Forked:
    """The process, its address, and the secret of an invite."""

    process: BaseProcess
    url: str
    invite: str


def fork(data: Path, **settings: str) -> Forked:
    """Start a server over a data directory, and wait until it is open."""
    command = ("serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data))
    process, line = _start(command, LIMITS | settings, "/join#")
    found = LINK.search(line)
    assert found
    return Forked(process, *found.groups())


def fork_worker(**settings: str) -> BaseProcess:
    """Start a worker, and wait until it works."""
    process, _ = _start(("work",), settings, "Stop with")
    return process


def _start(command: Sequence[str], environment: Mapping[str, str], ready: str) -> tuple[BaseProcess, str]:
    """The process, and what it says when it is ready."""
    reading, writing = _FORKING.Pipe(duplex=False)
    process = _FORKING.Process(target=_run, args=(command, environment, writing))
    process.start()
    writing.close()
    with reading, os.fdopen(os.dup(reading.fileno())) as said:
        for line in said:
            if ready in line:
                return process, line
    raise AssertionError("it ended before it was ready")


def _run(command: Sequence[str], environment: Mapping[str, str], output: Connection) -> None:
    os.environ.update(environment)
    sys.stdout = os.fdopen(os.dup(output.fileno()), "w")
    raise SystemExit(main(command))
