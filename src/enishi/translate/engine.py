"""The seam that every translation engine fits: which directions it has, and how to open one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from enishi.settings import Settings

GROUP = "enishi.engines"
"""The entry point group in which engines are found, our own and those of other packages."""


@dataclass(frozen=True, slots=True)
class Direction:
    """An engine turns `source` into `target` (BCP 47 tags) at `cost`: 1.0 is a good direct neural model."""

    engine: str
    source: str
    target: str
    cost: float = 1.0
    lacks: str = ""
    """What this machine lacks before the direction can be used, for a person to read; empty when it is ready."""
    remote: bool = False
    """Whether another machine does the work: it is asked for nothing that nobody waits for."""


class Translation(Protocol):
    """An opened direction; lives in one worker process and is used by one thread."""

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence, in order; raises EngineFailed."""
        ...

    def close(self) -> None:
        """Frees what the direction holds."""
        ...


class Engine(Protocol):
    """Made from the settings by the entry point; cheap to make, loads nothing before `open`."""

    def __init__(self, settings: Settings) -> None: ...

    def directions(self) -> Sequence[Direction]:
        """What this engine can do on this machine now; empty when it has no models."""
        ...

    def open(self, source: str, target: str) -> Translation:
        """Loads one direction; raises ModelError or EngineFailed."""
        ...
