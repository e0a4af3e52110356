"""Files of strangers are read by a process of their own: what it says, and what becomes of files that are an attack."""

import asyncio
from pathlib import Path
from time import process_time
from typing import Literal

import pytest

from enishi.errors import Invalid, Unreadable
from enishi.exchange import csv_files, reading, tmx
from enishi.exchange.units import MOST_UNITS, Unit

SIZE = 4 * 1024 * 1024
UNIT = b'<tu><tuv xml:lang="en"><seg>'
UNFINISHED = b"<tmx " + b"a" * SIZE
NESTED = b"<tmx>" + UNIT * (SIZE // 60) + b"</seg></tuv></tu>" * (SIZE // 60) + b"</tmx>"
"""Each unit holds the words of all within it."""


async def test_what_is_read_is_what_the_file_says() -> None:
    units = [Unit("Café\n縁\u2028🌱", "en", {"pt": "b"}), Unit("Enishi", None, {}), Unit("c", "en", {})]
    for kind, form in (("tmx", tmx), ("csv", csv_files)):
        data = form.write(units)
        found = list(reading.entries(await reading.read(kind, data)))  # type: ignore[arg-type]
        expected = list(form.read(data))
        assert [unit for _, unit in found[:2]] == units[:2]
        assert [line for line, _ in found] == [line for line, _ in expected]
        assert isinstance(left := found[2][1], Invalid)
        assert (left.code, left.sentence) == ("untranslated", "There are no words in a second language.")


async def test_a_file_that_cannot_be_read_says_where() -> None:
    with pytest.raises(Unreadable, match=r"^Line 2: This is no well-formed XML") as caught:
        list(reading.entries(await reading.read("tmx", b"<tmx>\n<body></tmx>")))
    assert caught.value.line == 2


async def test_of_too_many_entries_one_more_is_told() -> None:
    data = b"language,text,pt\n" + b"en,a,b\n" * (2 * MOST_UNITS)
    assert len(list(reading.entries(await reading.read("csv", data)))) == MOST_UNITS + 1


@pytest.mark.parametrize(
    ("kind", "data", "deadline"), [("tmx", NESTED, 1.0), ("csv", b"language,text" + b"," * 20_000_000, 60.0)]
)
async def test_what_takes_too_much_time_or_memory_is_refused(
    kind: Literal["tmx", "csv"], data: bytes, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "DEADLINE", deadline)
    with pytest.raises(Invalid, match="too much time or memory") as caught:
        await reading.read(kind, data)
    assert caught.value.code == "file_too_costly"


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
async def test_nobody_reads_on_when_nobody_waits() -> None:
    before = _children()
    task = asyncio.create_task(reading.read("tmx", NESTED))
    async with asyncio.timeout(20):
        while not (reader := _children() - before):  # noqa: ASYNC110 - it waits for another process
            await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not reader & _children()


def _children() -> set[str]:
    return set(Path("/proc/thread-self/children").read_text().split())


@pytest.mark.parametrize("data", [UNFINISHED, NESTED, b"<tmx>" + b"<a/>" * (SIZE // 4)])
async def test_a_file_takes_nothing_of_the_server_s_own_time(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time of the processor, which other processes of the machine cannot take: none of it is the loop's then."""
    monkeypatch.setattr(reading, "DEADLINE", 2.0)
    began = process_time()
    with pytest.raises(Invalid):
        list(reading.entries(await reading.read("tmx", data)))
    assert process_time() - began < 0.5
