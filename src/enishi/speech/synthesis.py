"""Reading aloud, by eSpeak NG where the machine has it: GPL, so it runs beside us as a program and is never loaded."""

import asyncio
import re
import shutil
import struct
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Collection
from typing import Self

from enishi.errors import NoVoice, VoiceFailed
from enishi.languages import best_match, canonical

PROGRAM = "espeak-ng"

_WORDS_A_MINUTE = 175
_AT_ONCE = 2
_ROW = re.compile(r"^ *\d+ +(\S+) +\S+ +\S+ +\S+ *(.*)$", re.M)
_OTHER_TAG = re.compile(r"\((\S+) \d+\)")
_CANNOT_READ = {"cmn", "ja", "zh"}
"""Of Chinese characters it says no more than that they are some."""


class Voice:
    """Speaks for a few at once; who comes then has to wait for milliseconds."""

    def __init__(self, tags: Collection[str]) -> None:
        self._tags = tags
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @classmethod
    async def find(cls) -> Self:
        """What this machine has; it may be no voice at all."""
        if not shutil.which(PROGRAM):
            return cls(())
        child = await asyncio.create_subprocess_exec(PROGRAM, "--voices", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        listed, _ = await child.communicate()
        return cls(tags_of(listed.decode(errors="replace")))

    def speaks(self, language: str) -> bool:
        """Whether there is a voice for that language."""
        return best_match(language, self._tags) is not None

    async def speak(self, text: str, language: str, rate: float, deadline: float) -> bytes:
        """The text as a WAV file; raises NoVoice, and VoiceFailed when it takes longer than `deadline` seconds."""
        voice = best_match(language, self._tags)
        if voice is None:
            raise NoVoice("This server has no voice for that language.")
        async with self._turns:
            return await _spoken(text.replace("[[", "[ ["), voice, round(rate * _WORDS_A_MINUTE), deadline)


def tags_of(listed: str) -> set[str]:
    """The languages in what `espeak-ng --voices` prints."""
    rows = _ROW.findall(listed)
    tags = {canonical(tag) for own, others in rows for tag in (own, *_OTHER_TAG.findall(others))}
    return {tag for tag in tags if tag} - _CANNOT_READ


async def _spoken(text: str, voice: str, words_a_minute: int, deadline: float) -> bytes:
    """`[[` would begin phonemes; what else is special to it is so only with options that are not set."""
    # -b 1: the text is UTF-8, whatever the machine's locale is.
    command = (PROGRAM, "-v", voice, "-s", str(words_a_minute), "-b", "1", "--stdin", "--stdout")
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
    if child.returncode or len(sound) <= _HEADER:
        raise VoiceFailed(f"{PROGRAM} could not read this text.")
    return _with_sizes(sound)


_HEADER = 44
"""Bytes of a WAV file before its samples."""


def _with_sizes(sound: bytes) -> bytes:
    """Written to a pipe, a WAV file says that it is endless, and browsers would wait for the rest."""
    whole, samples = struct.pack("<I", len(sound) - 8), struct.pack("<I", len(sound) - _HEADER)
    return sound[:4] + whole + sound[8 : _HEADER - 4] + samples + sound[_HEADER:]
