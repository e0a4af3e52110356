"""The crowd of readers, and the clock that everybody's ticks carry."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE = 120.0
MARK = b"~tick~"


CLIP = 10_000_000
"""Microseconds: crowd.c counts what took longer as this long."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Microseconds from the publisher to the readers."""

    p50: int
    p99: int
    last: int


@cache
def built(name: str) -> Path:
    """A program of this folder, compiled."""
    program = Path(tempfile.mkdtemp()) / name
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-o", program, HERE / f"{name}.c"], check=True)
    return program


def tick() -> bytes:
    """A tick of this moment."""
    return MARK + b"%016d" % (time.monotonic_ns() // 1000)


class Crowd:
    """Readers who count what they hear."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def expect(self, ticks: int) -> None:
        """Count from now on."""
        self._say(f"expect {ticks}\n")
        assert self._hear() == "ready"

    def heard(self) -> Ticked:
        """Wait until all have come."""
        word, *figures = self._hear().split()
        assert word == "done"
        return Ticked(*map(int, figures))

    def _say(self, text: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(text)
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline().strip()
        if not line:
            raise RuntimeError("The crowd has gone.")
        return line


@contextmanager
def crowd(port: int, readers: int, parts: Sequence[Sequence[bytes]]) -> Iterator[Crowd]:
    """So many readers, connected; the sorts of `parts`, what one sends first, take turns."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, sort in enumerate(parts):
            file = Path(folder) / str(number)
            file.write_bytes(b"\f".join(sort))
            files.append(file)
        command = ["timeout", str(PATIENCE), str(built("crowd")), str(port), str(readers), *map(str, files)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            gathered = Crowd(process)
            assert gathered._hear() == "here"
            yield gathered
        finally:
            process.kill()
            process.wait()
