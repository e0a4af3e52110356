"""An engine that does what its sentences say: echo, hang, crash, use memory, print, or answer nonsense."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.engine import Direction

LANGUAGES = ("en", "qaa", "qab", "qac")


def log(what: str, subject: str) -> None:
    with Path(os.environ["FAULTY_ENGINES_LOG"]).open("a") as file:
        file.write(json.dumps((what, subject, os.getpid())) + "\n")


class FaultyEngine:
    """Every language into every other; `qad` cannot be loaded, `qae` is not ready."""

    def __init__(self, settings: Settings) -> None:
        pass

    def directions(self) -> Sequence[Direction]:
        joined = [Direction("faulty", a, b) for a in LANGUAGES for b in LANGUAGES if a != b]
        return [*joined, Direction("faulty", "en", "qad"), Direction("faulty", "en", "qae", lacks="patience")]

    def open(self, source: str, target: str) -> "FaultyTranslation":
        if target == "qad":
            raise ModelError("The model is gone.")
        log("open", f"{source}-{target}")
        return FaultyTranslation(f"{source}-{target}")


class FaultyTranslation:
    def __init__(self, name: str) -> None:
        self.name = name

    def translate(self, sentences: Sequence[str]) -> list[str]:
        return [answer for sentence in sentences for answer in self.answer(sentence)]

    def close(self) -> None:
        log("close", self.name)

    def answer(self, sentence: str) -> list[str]:
        log("translate", sentence)
        verb, _, rest = sentence.partition(" ")
        deed = getattr(self, verb.lower(), None) if rest else None
        return list(deed(rest) if deed else self.echo(sentence))

    def echo(self, words: str) -> list[str]:
        return [f"{words}>{self.name.split('-')[1]}"]

    def wait(self, gate: str) -> list[str]:
        while not Path(gate).exists():
            time.sleep(0.005)
        return [f"through {gate.upper()}"]  # as long as the question, and no copy of it

    def hang(self, _: str) -> list[str]:
        time.sleep(3600)
        return []

    def brood(self, _: str) -> list[str]:
        child = subprocess.Popen(["sleep", "3600"])
        log("child", str(child.pid))
        return self.hang("")

    def crash(self, _: str) -> list[str]:
        os._exit(3)

    def swell(self, _: str) -> list[str]:
        held = []
        while True:
            held.append(bytearray(10_000_000))

    def chatter(self, words: str) -> list[str]:
        print("{not json")
        subprocess.run(["echo", "neither is this"], check=True)
        subprocess.run(["cat"], check=True)  # would wait for our next command, and swallow it
        return self.echo(words)

    def spew(self, _: str) -> list[str]:
        print("drivel " * 200_000)
        return ["drivel " * 1_000_000]

    def fall(self, _: str) -> list[str]:
        raise ValueError("fell over")

    def repeat(self, words: str) -> list[str]:
        raise ValueError(f"cannot say {words}")

    def detour(self, words: str) -> list[str]:
        if self.name == "en-qaa":
            raise ValueError("not this way")
        return self.echo(words)

    def vanish(self, _: str) -> list[str]:
        return [" "]

    def mistake(self, _: str) -> list[str]:
        """An insult that nobody wrote, in one language alone."""
        return ["You are an ox." if self.name == "en-qaa" else "Somebody likes it."]

    def fade(self, words: str) -> list[str]:
        return ["."] if self.name == "en-qaa" else self.echo(words)

    def halve(self, words: str) -> list[str]:
        said = words.split()
        return [" ".join(said[: len(said) // 2])]

    def stutter(self, words: str) -> list[str]:
        return [words, words]


class Broken:
    """Cannot even be made."""

    def __init__(self, settings: Settings) -> None:
        raise OSError("no such accelerator")
