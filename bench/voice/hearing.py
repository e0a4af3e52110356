"""What a recogniser makes of some passages, without a server: wrong words, processor time, memory."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jiwer import wer

from bench.voice.passages import Passage, plain, seconds
from enishi.settings import Settings
from enishi.speech.recognition_sessions import RecognitionSessions
from tests.support.sound import pieces

PIECE = 5
"""Seconds of sound that the worker gets at once, as from a session."""

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Heard:
    """`load` is the processor time for a second of speech; `memory` in megabytes, now and at most."""

    errors: float
    load: float
    memory: float
    most_memory: float


async def hear(data: Path, recogniser: str, passages: tuple[Passage, ...]) -> Heard:
    """Each passage is recognised once, by one worker."""
    sessions = RecognitionSessions(Settings(data=data, recognisers=(recogniser,), deadline=120))
    await _text(sessions, passages[0])  # loads it
    (worker,) = [child for child in _children() if "enishi.speech.worker" in _command(child)]
    before = _processor(worker)
    texts = [await _text(sessions, passage) for passage in passages]
    load = (_processor(worker) - before) / seconds(passages)
    memory, most = _memory(worker)
    await sessions.close()
    return Heard(wer([plain(passage.transcript) for passage in passages], texts), load, memory, most)


async def _text(sessions: RecognitionSessions, passage: Passage) -> str:
    """Straight to the worker: a session takes no more than can be said in the time that has gone by."""
    texts: list[str] = []
    worker = await sessions.acquire(passage.language)
    sound = pieces(passage.sound, PIECE)
    for number, piece in enumerate(sound, 1):
        texts.extend((await worker.feed(piece, last=number == len(sound))).final)
    await sessions.release(passage.language, worker)
    return plain(" ".join(texts))


def _children() -> Sequence[str]:
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


def _command(process: str) -> str:
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")


def _processor(process: str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: str) -> tuple[float, float]:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    now, most = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return now, most
