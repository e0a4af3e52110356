"""What can be fetched: one model a direction, chosen from what a published list offers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enishi.downloads.download import File
from enishi.translate.engines.firefox import pair_of

KINDS = {"model": "bin", "lex": "bin", "vocab": "spm", "srcvocab": "spm", "trgvocab": "spm"}
"""The files of a model, and how their names end."""

_NUMBERS = re.compile(r"\d{1,4}(?:\.\d{1,4})*")
_COMPLETE = ({"model", "vocab"}, {"model", "srcvocab", "trgvocab"})


@dataclass(frozen=True, slots=True)
class Model:
    """The files that together translate `source` into `target` (both as `languages.node` names them)."""

    source: str
    target: str
    version: str
    architecture: str
    files: tuple[File, ...]
    origin: str
    """The address of the list that offers it."""
    release: int = 2
    """2 for a released one, 1 for one being tried, 0 for an experiment."""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.source}-{self.target}"

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(file.size for file in self.files)

    @property
    def unpacked_size(self) -> int:
        """Bytes on the disk."""
        return sum(file.unpacked_size for file in self.files)

    @property
    def weights(self) -> str | None:
        """The hash of the file that tells one version from another."""
        return next((file.unpacked_hash for file in self.files if file.kind == "model"), None)

    def file_name(self, file: File) -> str:
        """Its name in the model's folder; a name in a list is not trusted as a path."""
        return f"{file.kind}.{self.source}{self.target}.{KINDS[file.kind]}"


def choose(models: Iterable[Model], architectures: tuple[str, ...]) -> Mapping[str, Model]:
    """One whole model a direction, by name: a released one first, then the preferred architecture, then the newest."""
    preferred = {name: len(architectures) - place for place, name in enumerate(architectures)}
    chosen: dict[str, Model] = {}

    def worth(model: Model) -> tuple[int, int, tuple[int, ...], str]:
        return model.release, preferred.get(model.architecture, 0), version_key(model.version), model.version

    for model in sorted(models, key=worth):
        if is_whole(file.kind for file in model.files) and pair_of(model.name) == (model.source, model.target):
            chosen[model.name] = model
    return dict(sorted(chosen.items()))


def is_whole(kinds: Iterable[str]) -> bool:
    """Whether these files make a model."""
    found = set(kinds)
    return any(needed <= found for needed in _COMPLETE)


def version_key(version: str) -> tuple[int, ...]:
    """The numbers of a version such as `3.10`, for comparing; empty for one without."""
    numbers = _NUMBERS.match(version)
    return tuple(map(int, numbers[0].split("."))) if numbers else ()
