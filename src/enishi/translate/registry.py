"""Finds the installed engines by their entry points; one that cannot start says so at once, by name."""

from importlib.metadata import EntryPoints, entry_points

from enishi.errors import EngineUnusable
from enishi.settings import Settings
from enishi.translate.costs import Priced
from enishi.translate.engine import GROUP, Engine


def load_engines(settings: Settings) -> dict[str, Engine]:
    """Every engine that the settings allow, by name, at the costs that they set; raises EngineUnusable."""
    names = settings.engines or tuple(sorted(_installed().names))
    return {name: Priced(load_engine(name, settings), settings.costs) for name in names}


def load_engine(name: str, settings: Settings) -> Engine:
    """The engine of that name; raises EngineUnusable when there is none, or when it cannot start."""
    found = _installed()
    if name not in found.names:
        raise EngineUnusable(f"There is no engine named “{name}”; installed: {', '.join(sorted(found.names))}.")
    try:
        engine: Engine = found[name].load()(settings)
    except Exception as fault:  # a stranger's code may raise anything
        raise EngineUnusable(f"The engine “{name}” cannot start: {type(fault).__name__}: {fault}.") from fault
    return engine


def _installed() -> EntryPoints:
    return entry_points(group=GROUP)
