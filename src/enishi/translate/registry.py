"""Finds the installed engines by their entry points; one that cannot start says so at once, by name."""

from enishi.plugins import Plugins
from enishi.settings import Settings
from enishi.translate.costs import Priced
from enishi.translate.engine import GROUP, Engine

_ENGINES = Plugins(GROUP, "engine")


def load_engines(settings: Settings) -> dict[str, Engine]:
    """Every engine that the settings allow, by name, at the costs that they set; raises EngineUnusable.

    None where no worker of this machine shall use them.
    """
    names = (settings.engines or _ENGINES.names()) if settings.workers else ()
    return {name: Priced(load_engine(name, settings), settings.costs) for name in names}


def load_engine(name: str, settings: Settings) -> Engine:
    """The engine of that name; raises EngineUnusable when there is none, or when it cannot start."""
    engine: Engine = _ENGINES.load(name, settings)
    return engine
