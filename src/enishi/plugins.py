"""What this package and others bring along under an entry point group; what cannot start says so at once, by name."""

from dataclasses import dataclass
from importlib.metadata import EntryPoints, entry_points
from typing import Any

from enishi.errors import EngineUnusable
from enishi.settings import Settings


@dataclass(frozen=True, slots=True)
class Plugins:
    """All of one `kind`, such as “engine”; each is made from the settings."""

    group: str
    kind: str

    def names(self) -> tuple[str, ...]:
        """Those that are installed, in order."""
        return tuple(sorted(self._installed().names))

    def load(self, name: str, settings: Settings) -> Any:
        """The one of that name; raises EngineUnusable when there is none, or when it cannot start."""
        found = self._installed()
        if name not in found.names:
            raise EngineUnusable(f"There is no {self.kind} named “{name}”; installed: {', '.join(self.names())}.")
        try:
            return found[name].load()(settings)
        except Exception as fault:  # a stranger's code may raise anything
            trouble = f"{type(fault).__name__}: {fault}"
            raise EngineUnusable(f"The {self.kind} “{name}” cannot start: {trouble}.") from fault

    def _installed(self) -> EntryPoints:
        return entry_points(group=self.group)
