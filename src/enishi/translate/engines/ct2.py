"""CTranslate2: Argos packages, OPUS-MT, M2M-100, NLLB-200 and MADLAD-400 from a directory of converted models."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction, Translation
from enishi.translate.engines.ct2_folders import ModelFolder, folders

_EXTRA = ("ctranslate2", "sentencepiece", "tokenizers")
_RUNNER = "enishi.translate.engines.ct2_model"


class CTranslate2:
    """The models in its directory; none without the extra `ctranslate2`, which runs them."""

    def __init__(self, settings: Settings) -> None:
        self._directory = settings.ctranslate2_directory
        self._languages = settings.languages
        self._models: WeakValueDictionary[Path, Any] = WeakValueDictionary()

    def directions(self) -> Sequence[Direction]:
        """One per pair; of two models with the same pair, that of the better family."""
        return [
            Direction("ctranslate2", source, target, COSTS[folder.family])
            for (source, target), folder in self._pairs().items()
        ]

    def open(self, source: str, target: str) -> Translation:
        """Loads the model, unless it is loaded for another of its directions; raises ModelError."""
        folder = self._pairs().get((source, target))
        if folder is None:
            raise ModelError(f"CTranslate2 has no model from {source} to {target} on this machine.")
        # By name, not by an import above: the module needs the extra, and this one is loaded without it.
        runner = import_module(_RUNNER)
        model = self._models.get(folder.model)
        if model is None:
            model = self._models[folder.model] = runner.Model(folder)
        translation: Translation = runner.CTranslate2Translation(model, *folder.control_tokens(source, target))
        return translation

    def _pairs(self) -> dict[tuple[str, str], ModelFolder]:
        if not all(map(find_spec, _EXTRA)):
            return {}
        found = sorted(folders(self._directory), key=lambda folder: -COSTS[folder.family])
        return {pair: folder for folder in found for pair in folder.pairs(self._languages)}
