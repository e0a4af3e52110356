"""Has files of strangers read by a process of their own, which is killed when it takes too long."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from typing import Literal

from enishi.errors import Invalid, Unreadable
from enishi.exchange.units import Entry, Unit

DEADLINE = 30.0
"""Seconds; the largest file of other programs takes two where nothing else runs."""

_COMMAND = (sys.executable, "-P", "-m", "enishi.exchange.reader")


async def read(kind: Literal["tmx", "csv"], data: bytes) -> bytes:
    """What the process says of a file, for `entries`; raises Invalid when it takes too much time or memory."""
    child = await asyncio.create_subprocess_exec(*_COMMAND, kind, stdin=PIPE, stdout=PIPE)
    try:
        async with asyncio.timeout(DEADLINE):
            output, _ = await child.communicate(data)
    except TimeoutError:
        raise _too_costly() from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise _too_costly()
    return output


def entries(output: bytes) -> Iterator[Entry]:
    """The units of the file, and what of them is left out; raises Unreadable."""
    for line, *said in map(json.loads, output.splitlines()):
        if len(said) == 3:
            yield line, Unit(*said)
        elif said[0] == Unreadable.code:
            raise Unreadable(said[1].removeprefix(f"Line {line}: "), line=line)
        else:
            yield line, Invalid(said[1], code=said[0])


def _too_costly() -> Invalid:
    sentence = (
        "Reading the file takes too much time or memory. Export it again from your program, or bring it in parts."
    )
    return Invalid(sentence, code="file_too_costly")
