"""The interface of translation engines: the directions that one has, and how to load one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from enishi.settings import Settings

GROUP = "enishi.engines"
"""The entry point group in which engines are found: ours and those of other packages."""


@dataclass(frozen=True, slots=True)
class Direction:
    """An engine translates `source` into `target` (BCP 47 tags) at a `cost`: 1.0 is a good direct neural model."""

    engine: str
    source: str
    target: str
    cost: float = 1.0
    lacks: str = ""
    """What this machine lacks for the direction, as a text for people; empty when it is ready."""
    remote: bool = False
    """Whether another machine does the work: it gets no text that no reader waits for."""


class Translation(Protocol):
    """A loaded direction; lives in one worker process and is used by one thread."""

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence, in order; raises EngineFailed."""
        ...

    def close(self) -> None:
        """Frees what the direction holds."""
        ...


@runtime_checkable
class HasVocabulary(Protocol):
    """An engine that reads certain characters only, and loses all others."""

    def characters(self, source: str, target: str) -> frozenset[str] | None:
        """The characters of a direction; None if that is not known. May read files."""
        ...


class Engine(Protocol):
    """Constructed from the settings by the entry point; loads nothing before `open`."""

    def __init__(self, settings: Settings) -> None: ...

    def directions(self) -> Sequence[Direction]:
        """The directions on this machine now; empty without models."""
        ...

    def open(self, source: str, target: str) -> Translation:
        """Loads one direction; raises ModelError or EngineFailed."""
        ...


def characters_of(engine: object, source: str, target: str) -> frozenset[str] | None:
    """As `HasVocabulary.characters`; None for an engine that has none."""
    return engine.characters(source, target) if isinstance(engine, HasVocabulary) else None
