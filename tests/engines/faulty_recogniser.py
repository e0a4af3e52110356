"""A recogniser that returns a word more at each call; in some languages it crashes, hangs or fails the second time."""

import os
import time
from collections.abc import Collection

from enishi.settings import Settings

DEEDS = {"qaa": "crash", "qab": "hang", "qac": "fail"}
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


class FaultyRecogniser:
    def __init__(self, settings: Settings) -> None:
        pass

    def languages(self) -> Collection[str]:
        return ("en", *DEEDS)

    def open(self, language: str) -> "FaultyRecognition":
        return FaultyRecognition(DEEDS.get(language, ""))


class FaultyRecognition:
    def __init__(self, deed: str) -> None:
        self.deed = deed
        self.times = 0

    def recognise(self, sound: bytes) -> str:
        self.times += 1
        if self.deed and self.times == 2:
            getattr(self, self.deed)()
        return " ".join(WORDS[: self.times])

    def crash(self) -> None:
        os._exit(3)

    def hang(self) -> None:
        time.sleep(3600)

    def fail(self) -> None:
        raise ValueError("hard of hearing")
