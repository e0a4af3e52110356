"""Text to speech by eSpeak NG, where it is installed. It is under the GPL: run as a program, never loaded."""

import asyncio
import re
import shutil
import struct
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Collection
from typing import Self

from enishi.errors import NoVoice, VoiceFailed
from enishi.languages import best_match, canonical, node

PROGRAM = "espeak-ng"

_WORDS_PER_MINUTE = 175
_MAX_PROCESSES = 2
_ROW = re.compile(r"^ *\d+ +(\S+) +\S+ +\S+ +\S+ *(.*)$", re.M)
_OTHER_TAG = re.compile(r"\((\S+) \d+\)")
_UNREADABLE = {"ja", "zh-Hans", "zh-Hant"}
"""For each Chinese character it only says that it is one."""

_WAV_HEADER = 44
"""Bytes of a WAV file before its samples."""


class SpeechSynthesis:
    """Reads texts aloud, _MAX_PROCESSES at once; further calls wait, usually for milliseconds."""

    def __init__(self, tags: Collection[str]) -> None:
        self._tags = tags
        self._slots = asyncio.Semaphore(_MAX_PROCESSES)

    @classmethod
    async def detect(cls) -> Self:
        """The synthesis that this machine offers; without eSpeak NG it supports no language."""
        if not shutil.which(PROGRAM):
            return cls(())
        child = await asyncio.create_subprocess_exec(PROGRAM, "--voices", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        listed, _ = await child.communicate()
        return cls(tags_of(listed.decode(errors="replace")))

    def supports(self, language: str) -> bool:
        """Whether there is a voice for the language."""
        return best_match(language, self._tags) is not None

    async def synthesise(self, text: str, language: str, *, rate: float, deadline: float) -> bytes:
        """The text as a WAV file, at `rate` times the usual speed.

        Raises NoVoice, and VoiceFailed when it takes longer than `deadline` seconds.
        """
        voice = best_match(language, self._tags)
        if voice is None:
            raise NoVoice("This server has no voice for that language.")
        async with self._slots:
            # `[[` would begin phonemes; other special characters need options that are not set.
            words_per_minute = round(rate * _WORDS_PER_MINUTE)
            return await _run(text.replace("[[", "[ ["), voice, words_per_minute=words_per_minute, deadline=deadline)


def tags_of(listed: str) -> set[str]:
    """The languages in the output of `espeak-ng --voices`."""
    rows = _ROW.findall(listed)
    tags = {canonical(tag) for own, others in rows for tag in (own, *_OTHER_TAG.findall(others))}
    return {tag for tag in tags if tag and node(tag) not in _UNREADABLE}


async def _run(text: str, voice: str, *, words_per_minute: int, deadline: float) -> bytes:
    # -b 1: the text is UTF-8, whatever the machine's locale is.
    command = (PROGRAM, "-v", voice, "-s", str(words_per_minute), "-b", "1", "--stdin", "--stdout")
    child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    try:
        async with asyncio.timeout(deadline):
            sound, _ = await child.communicate(text.encode())
    except TimeoutError:
        raise VoiceFailed(f"{PROGRAM} took longer than {deadline:g} seconds.") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or len(sound) <= _WAV_HEADER:
        raise VoiceFailed(f"{PROGRAM} could not read this text.")
    return _with_sizes(sound)


def _with_sizes(sound: bytes) -> bytes:
    """The WAV file with its true sizes: one written to a pipe says it is endless, and browsers would wait."""
    file_size, data_size = struct.pack("<I", len(sound) - 8), struct.pack("<I", len(sound) - _WAV_HEADER)
    return sound[:4] + file_size + sound[8 : _WAV_HEADER - 4] + data_size + sound[_WAV_HEADER:]
