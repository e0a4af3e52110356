"""Apertium, rule-based and strong between close and small languages; kept running as a null-flushed chain of programs.

Its programs are under the GPL: they run beside us as processes and are never loaded into ours.
"""

import os
import re
import shlex
import shutil
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from langcodes import standardize_tag

from enishi.errors import EngineFailed, ModelError
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction

_MODE = re.compile(r"([a-z]{2,3})-([a-z]{2,3})\.mode")
_PACKAGES = {
    "cg-proc": "cg3",
    "hfst-proc": "hfst",
    "lrx-proc": "apertium-lex-tools",
    "lsx-proc": "apertium-separable",
    "lt-proc": "lttoolbox",
    "rtx-proc": "apertium-recursive",
}
_RESERVED = "\0\\^$@/<>{}[]~"
_VEILED = {ord(character): 0xF0000 + ord(character) for character in _RESERVED}
"""What means something in Apertium's stream goes through as private-use characters, which no program touches.

Not escaped: with lttoolbox 3.7 an escaped `^` after the last word makes the chain wait for ever, and a `~` is dropped.
"""
_UNVEILED = {private: character for character, private in _VEILED.items()}
_END = "[]"
"""An empty blank: without something after the last word, the chain keeps that word until more text comes."""


class Apertium:
    """Offers the plain pairs among the machine's Apertium modes (`spa-cat`, not `spa-cat_valencia`)."""

    def __init__(self, settings: Settings) -> None:
        self._modes = settings.apertium / "modes"

    def directions(self) -> Sequence[Direction]:
        """One a mode; those with a program missing say so in `lacks`."""
        return [
            Direction("apertium", source, target, COSTS["apertium"], _missing(_programs(mode)))
            for (source, target), mode in self._pairs().items()
        ]

    def open(self, source: str, target: str) -> "ApertiumTranslation":
        """Starts the pair's programs (50 to 170 ms until its first sentence); raises ModelError."""
        mode = self._pairs().get((source, target))
        if mode is None:
            raise ModelError(f"Apertium has no pair from {source} to {target} on this machine.")
        return ApertiumTranslation(_programs(mode))

    def _pairs(self) -> dict[tuple[str, str], Path]:
        pairs: dict[tuple[str, str], Path] = {}
        for mode in sorted(self._modes.glob("*.mode")):
            if match := _MODE.fullmatch(mode.name):
                pairs.setdefault((standardize_tag(match[1]), standardize_tag(match[2])), mode)
        return pairs


class ApertiumTranslation:
    """A pair's programs, each reading what the one before it writes; started again when one of them has died."""

    def __init__(self, programs: Sequence[Sequence[str]]) -> None:
        self._programs = programs
        self._chain = _start(programs)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence; raises EngineFailed when the programs die twice over one."""
        return [self._translated(sentence) for sentence in sentences]

    def close(self) -> None:
        """Kills the programs."""
        for program in self._chain:
            program.kill()
        for program in self._chain:
            with program:  # waits, and closes the pipes
                pass

    def _translated(self, sentence: str) -> str:
        plain = unicodedata.normalize("NFC", sentence)  # the dictionaries know composed letters only
        answer = self._ask(plain)
        if answer is None:
            self.close()
            self._chain = _start(self._programs)
            answer = self._ask(plain)
        if answer is None:
            raise EngineFailed("Apertium’s programs ended in the middle of the text.")
        return _capitalised(answer, plain)

    def _ask(self, plain: str) -> str | None:
        """The chain's answer, or None when it died."""
        into, out = self._chain[0].stdin, self._chain[-1].stdout
        assert into
        assert out
        with suppress(BrokenPipeError):
            into.write(f"{plain.translate(_VEILED)}{_END}\0".encode())
            into.flush()
        answer = bytearray()
        while not answer.endswith(b"\0"):
            if not (chunk := os.read(out.fileno(), 65536)):
                return None
            answer += chunk
        text = answer[:-1].decode(errors="replace")
        if not text.endswith(_END):  # the programs behind a dead one say their last NULs
            return None
        return text.removesuffix(_END).translate(_UNVEILED)


def _programs(mode: Path) -> list[list[str]]:
    """The command lines of a mode file, told to flush at NULs (`-z`) and to leave unknown words unmarked (`-n`)."""
    programs: list[list[str]] = [[]]
    for word in shlex.split(mode.read_text(encoding="utf-8")):
        if word == "|":
            programs.append([])
        elif word != "$2":  # would show the tagger's doubts
            programs[-1].append("-n" if word == "$1" else word)
    return [[name, "-z", *arguments] for name, *arguments in programs]


def _missing(programs: Sequence[Sequence[str]]) -> str:
    names = dict.fromkeys(program[0] for program in programs if not shutil.which(program[0]))
    return ", ".join(f"{name} (Debian package {_PACKAGES.get(name, 'apertium')})" for name in names)


def _start(programs: Sequence[Sequence[str]]) -> list[Popen[bytes]]:
    chain: list[Popen[bytes]] = []
    for program in programs:
        into = chain[-1].stdout if chain else PIPE
        chain.append(Popen(program, stdin=into, stdout=PIPE, stderr=DEVNULL))
        if len(chain) > 1 and chain[-2].stdout:
            chain[-2].stdout.close()  # ours; the next program has its own, and must be the only one to hold it
    return chain


def _capitalised(answer: str, source: str) -> str:
    """Some pairs lose the capital of the first word (`Bom dia` becomes `buen día`)."""
    first, began = (next((c for c in text if c.isalpha()), "") for text in (answer, source))
    if began.isupper() and first.islower():
        return answer.replace(first, first.upper(), 1)
    return answer
