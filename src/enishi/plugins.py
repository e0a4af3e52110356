"""Plug-ins of this and other packages, found by an entry point group."""

import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from typing import Any

from enishi.errors import EngineUnusable
from enishi.settings import Settings


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plug-ins of one group; `kind`, such as “engine”, is for error messages."""

    group: str
    kind: str

    def names(self) -> tuple[str, ...]:
        """The names of those installed, sorted."""
        return tuple(sorted(self._installed().names))

    def load(self, name: str, settings: Settings) -> Any:
        """The plug-in of that name, constructed from the settings; raises EngineUnusable, which names it."""
        found = self._installed()
        if name not in found.names:
            raise EngineUnusable(f"There is no {self.kind} named “{name}”; installed: {', '.join(self.names())}.")
        try:
            return found[name].load()(settings)
        except Exception as fault:  # code of others may raise anything
            trouble = f"{type(fault).__name__}: {fault}"
            raise EngineUnusable(f"The {self.kind} “{name}” cannot start: {trouble}.") from fault

    def _installed(self) -> EntryPoints:
        return _installed(self.group, tuple(sys.path))


@cache
def _installed(group: str, path: tuple[str, ...]) -> EntryPoints:
    """Those in the folders of `path`, where Python looks for packages: it reads a file of each package there."""
    return entry_points(group=group)
