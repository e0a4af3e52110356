"""The interface of speech recognisers: which languages one recognises, and how to load one of them."""

from collections.abc import Collection
from typing import Protocol

from enishi.settings import Settings

GROUP = "enishi.recognisers"
"""The entry point group in which recognisers are found: ours and those of other packages."""

RATE = 16_000
"""Samples per second. All sound is mono PCM of 16 bits, little-endian."""

SECOND = 2 * RATE
"""Bytes of a second of sound."""


class Recognition(Protocol):
    """A loaded language; lives in one worker process and is used by one thread."""

    def recognise(self, sound: bytes) -> str:
        """The text of some seconds of speech; empty if there are no words. Raises RecogniserFailed."""
        ...


class Recogniser(Protocol):
    """Constructed from the settings by the entry point; loads nothing before `open`."""

    def __init__(self, settings: Settings) -> None: ...

    def languages(self) -> Collection[str]:
        """The languages (BCP 47 tags) that it recognises on this machine now; empty if it has no model."""
        ...

    def open(self, language: str) -> Recognition:
        """Loads one language; raises ModelError or RecogniserFailed."""
        ...
