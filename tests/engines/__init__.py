"""Engines and a recogniser that fail on purpose, installed for a test through entry points like all others."""

import json
import os
from pathlib import Path

import pytest

from enishi.speech import recogniser
from enishi.translate.engine import GROUP

METADATA = "Metadata-Version: 2.1\nName: faulty-engines\nVersion: 1.0\n"
ENTRY_POINTS = f"""
[{GROUP}]
faulty = faulty_engine:FaultyEngine
broken = faulty_engine:Broken
[{recogniser.GROUP}]
faulty = faulty_recogniser:FaultyRecogniser
"""


class FaultyEngines:
    """The installed distribution, and the log of what its engine did in the workers."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        info = place / "faulty_engines-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(METADATA)
        (info / "entry_points.txt").write_text(ENTRY_POINTS)
        self._log = place / "log"
        self._place = place
        home = str(Path(__file__).parent)
        monkeypatch.syspath_prepend(place)
        monkeypatch.syspath_prepend(home)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(place), home)), prepend=os.pathsep)
        monkeypatch.setenv("FAULTY_ENGINES_LOG", str(self._log))

    @property
    def events(self) -> list[tuple[str, str, int]]:
        """The log, oldest first: (event, direction or sentence, process id)."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    def subjects(self, what: str) -> list[str]:
        """The directions or sentences of all events of a kind."""
        return [subject for happened, subject, _ in self.events if happened == what]

    def processes(self, what: str) -> list[int]:
        """The process ids of all events of a kind."""
        return [process for happened, _, process in self.events if happened == what]

    def gate(self, name: str) -> str:
        """A sentence whose translation blocks until `open(name)`."""
        return f"wait {self._place / name}"

    def open(self, name: str) -> None:
        (self._place / name).touch()
