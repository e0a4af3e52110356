"""Apertium: rule-based, strong between related and small languages; a pipeline of programs that keeps running.

Its programs are under the GPL: they run as processes of their own and are never loaded.
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

from enishi.errors import EngineFailed, ModelError
from enishi.languages import node
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction

_MODE = re.compile(r"([a-z]{2,3}(?:_\w+)?)-([a-z]{2,3}(?:_\w+)?)\.mode")
_STANDARDS = {"hbs_HR": "hr", "hbs_BS": "bs", "hbs_SR": "sr-Latn"}
"""The standards of Serbo-Croatian are languages of their own."""
_VARIANTS = {"aran": "aranes", "gascon": "gascon", "valencia": "valencia"}
"""The variants that have a BCP 47 subtag and readers who ask for them; others are taken for their language."""

_PACKAGES = {
    "apertium-anaphora": "apertium-anaphora",
    "apertium": "apertium",
    "cg-": "cg3",
    "hfst-": "hfst",
    "lrx-": "apertium-lex-tools",
    "lsx-": "apertium-separable",
    "lt-": "lttoolbox",
    "rtx-": "apertium-recursive",
    "vislcg3": "cg3",
}
"""How names of programs begin, and the Debian package that has them."""

_RESERVED = "\0\\^$@/<>{}[]~"
_REPLACED = {ord(character): 0xF0000 + ord(character) for character in _RESERVED}
"""Reserved characters of Apertium's stream format are sent as private-use characters, which no program changes.

They are not escaped: with lttoolbox 3.7 an escaped `^` after the last word blocks the pipeline, and a `~` is dropped.
"""
_RESTORED = {private: character for character, private in _REPLACED.items()}
_BLANK = "[]"
_END = f"{_BLANK}.{_BLANK}"
"""A sentence of its own after the text, as `apertium` adds one: without it, some pairs drop the last word.

The empty blank before the full stop keeps the text's own end apart (`etc`, `a. m`, `..`); the one behind it shows that
the programs read to the end.
"""


class Apertium:
    """The machine's Apertium modes; of several for the same languages (`spa-cat`, `spa-cat_iec2017`) the plainest."""

    def __init__(self, settings: Settings) -> None:
        self._modes = settings.apertium / "modes"

    def directions(self) -> Sequence[Direction]:
        """One per mode; a missing program is named in `lacks`."""
        return [
            Direction("apertium", source, target, COSTS["apertium"], _missing_programs(_programs(mode)))
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
        for mode in sorted(self._modes.glob("*.mode"), key=lambda mode: (mode.name.count("_"), mode.name)):
            if match := _MODE.fullmatch(mode.name):
                source, target = _tag(match[1]), _tag(match[2])
                if source and target and source != target:
                    pairs.setdefault((source, target), mode)
        return pairs


class ApertiumTranslation:
    """The pipeline of a pair; started again when one of its programs has died."""

    def __init__(self, programs: Sequence[Sequence[str]]) -> None:
        self._programs = programs
        self._pipeline = _start(programs)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence; raises EngineFailed when the programs die twice on one."""
        return [self._translate_sentence(sentence) for sentence in sentences]

    def close(self) -> None:
        """Kills the programs."""
        for program in self._pipeline:
            program.kill()
        for program in self._pipeline:
            with program:  # waits for its end, and closes the pipes
                pass

    def _translate_sentence(self, sentence: str) -> str:
        plain = unicodedata.normalize("NFC", sentence)  # the dictionaries have composed letters only
        output = self._translate_plain(plain)
        if output is None:
            self.close()
            self._pipeline = _start(self._programs)
            output = self._translate_plain(plain)
        if output is None:
            raise EngineFailed("Apertium’s programs ended in the middle of the text.")
        return _ended(_capitalised(output, plain), plain)

    def _translate_plain(self, plain: str) -> str | None:
        """The output of the pipeline, or None when it died."""
        into, out = self._pipeline[0].stdin, self._pipeline[-1].stdout
        assert into
        assert out
        with suppress(BrokenPipeError):
            into.write(f"{plain.translate(_REPLACED)}{_END}\0".encode())
            into.flush()
        output = bytearray()
        while not output.endswith(b"\0"):
            if not (chunk := os.read(out.fileno(), 65536)):
                return None
            output += chunk
        text = output[:-1].decode(errors="replace")
        if not text.endswith(_BLANK):  # the programs behind a dead one write their last NULs
            return None
        text = text.replace(_BLANK, "").removesuffix(".").translate(_RESTORED)  # a pair may move the blanks
        return text if plain[-1:].isspace() else text.rstrip()


def _programs(mode: Path) -> list[list[str]]:
    """The command lines of a mode file, with options to flush at NULs (`-z`) and not to mark unknown words (`-n`)."""
    programs: list[list[str]] = [[]]
    for word in shlex.split(mode.read_text(encoding="utf-8")):
        if word == "|":
            programs.append([])
        elif word != "$2":  # the option to show the tagger's ambiguities
            programs[-1].append("-n" if word == "$1" else word)
    return [[name, "-z", *arguments] for name, *arguments in programs]


def _missing_programs(programs: Sequence[Sequence[str]]) -> str:
    names = dict.fromkeys(program[0] for program in programs if not shutil.which(program[0]))
    return ", ".join(map(_with_package, names))


def _with_package(program: str) -> str:
    package = next((package for start, package in _PACKAGES.items() if program.startswith(start)), None)
    return f"{program} (Debian package {package})" if package else program


def _tag(code: str) -> str | None:
    language, *variants = code.split("_")
    standard = _STANDARDS.get("_".join((language, *variants[:1])))
    known = [_VARIANTS[variant] for variant in variants if variant in _VARIANTS]
    return standard or node("-".join((language, *known[:1])))


def _start(programs: Sequence[Sequence[str]]) -> list[Popen[bytes]]:
    pipeline: list[Popen[bytes]] = []
    for program in programs:
        into = pipeline[-1].stdout if pipeline else PIPE
        pipeline.append(Popen(program, stdin=into, stdout=PIPE, stderr=DEVNULL))
        if len(pipeline) > 1 and pipeline[-2].stdout:
            pipeline[-2].stdout.close()  # our copy; the next program must be the only reader
    return pipeline


def _capitalised(output: str, source: str) -> str:
    """Some pairs lose the capital of the first word (`Bom dia` becomes `buen día`)."""
    first, began = (next((c for c in text if c.isalpha()), "") for text in (output, source))
    if began.isupper() and first.islower():
        return output.replace(first, first.upper(), 1)
    return output


def _ended(output: str, source: str) -> str:
    """Some pairs lose the full stop of an abbreviation that ends the sentence (`viven en EE.UU.`)."""
    return f"{output}." if source.endswith(".") and output[-1:].isalnum() else output
