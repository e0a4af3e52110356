"""The seam that every recogniser of speech fits: which languages it hears, and how to open one of them."""

from collections.abc import Collection
from typing import Protocol

from enishi.settings import Settings

GROUP = "enishi.recognisers"
"""The entry point group in which recognisers are found, our own and those of other packages."""

RATE = 16_000
"""Samples a second. All sound is mono PCM of 16 bits, little-endian."""

SECOND = 2 * RATE
"""Bytes of a second of sound."""


class Recognition(Protocol):
    """An opened language; lives in one worker process and is used by one thread."""

    def recognise(self, sound: bytes) -> str:
        """What is said in some seconds of speech, as text; empty when it is nothing. Raises RecogniserFailed."""
        ...


class Recogniser(Protocol):
    """Made from the settings by the entry point; cheap to make, loads nothing before `open`."""

    def __init__(self, settings: Settings) -> None: ...

    def languages(self) -> Collection[str]:
        """What it hears on this machine now (BCP 47 tags); empty when it has no model."""
        ...

    def open(self, language: str) -> Recognition:
        """Loads one language; raises ModelError or RecogniserFailed."""
        ...
