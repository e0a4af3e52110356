"""Engines and a recogniser that misbehave, installed for a test through the same doors as all others."""

import json
import os
from pathlib import Path

import pytest

from enishi.speech import recogniser
from enishi.translate.engine import GROUP

METADATA = "Metadata-Version: 2.1\nName: strangers\nVersion: 1.0\n"
ENTRY_POINTS = f"""
[{GROUP}]
stranger = strangers:Stranger
broken = strangers:Broken
[{recogniser.GROUP}]
mumbler = mumblers:Mumbler
"""


class Strangers:
    """The installed distribution, and what its engine did in the workers."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        info = place / "strangers-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(METADATA)
        (info / "entry_points.txt").write_text(ENTRY_POINTS)
        self._diary = place / "diary"
        self._place = place
        home = str(Path(__file__).parent)
        monkeypatch.syspath_prepend(place)
        monkeypatch.syspath_prepend(home)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(place), home)), prepend=os.pathsep)
        monkeypatch.setenv("STRANGERS_DIARY", str(self._diary))

    @property
    def events(self) -> list[tuple[str, str, int]]:
        """What happened, oldest first: (what, to which direction or sentence, in which process)."""
        lines = self._diary.read_text().splitlines() if self._diary.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    def told(self, what: str) -> list[str]:
        return [subject for happened, subject, _ in self.events if happened == what]

    def processes(self, what: str) -> list[int]:
        return [process for happened, _, process in self.events if happened == what]

    def gate(self, name: str) -> str:
        """A sentence whose translation waits until `open(name)`."""
        return f"wait {self._place / name}"

    def open(self, name: str) -> None:
        (self._place / name).touch()
