"""Finds the installed engines by their entry points."""

from collections.abc import Mapping

from enishi.plugins import Plugins
from enishi.settings import Settings
from enishi.translate.costs import WithCosts
from enishi.translate.engine import GROUP, Direction, Engine

_ENGINES = Plugins(GROUP, "engine")


def load_engines(settings: Settings) -> dict[str, Engine]:
    """Every engine that the settings allow, by name, with their costs; raises EngineUnusable.

    Empty if this machine has no workers.
    """
    names = (settings.engines or _ENGINES.names()) if settings.workers else ()
    return {name: WithCosts(load_engine(name, settings), settings.costs) for name in names}


def load_engine(name: str, settings: Settings) -> Engine:
    """The engine of that name; raises EngineUnusable when it is not installed or cannot start."""
    engine: Engine = _ENGINES.load(name, settings)
    return engine


def directions_of(engines: Mapping[str, Engine]) -> list[Direction]:
    """What all of them have on this machine now."""
    return [direction for engine in engines.values() for direction in engine.directions()]
