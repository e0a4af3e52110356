"""What lies in the model directory: each model's folder, its manifest, and when it was last used."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from enishi.translate.engines.firefox import pair_of
from enishi.translate.models.catalogue import is_whole

MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """What a model is and where it came from; in its folder, as JSON."""

    source: str
    target: str
    version: str = ""
    architecture: str = ""
    origin: str = ""
    """The address of the list that offered it; empty for one that was imported without a manifest."""
    fetched: datetime | None = None
    files: dict[str, str] = {}
    """The SHA-256 of each file."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on this machine."""

    folder: Path
    manifest: Manifest
    size: int
    used: datetime
    """Its last use, accurate to an hour: the time of its folder, which the engine sets."""

    @property
    def weights(self) -> str | None:
        """The hash of the file that tells one version from another, where the manifest says it."""
        return next((found for name, found in self.manifest.files.items() if name.startswith("model.")), None)


def installed_in(directory: Path) -> Mapping[str, Installed]:
    """The whole models in a directory, by name (`en-pt`)."""
    found: dict[str, Installed] = {}
    for folder in sorted(directory.glob("*-*/")):
        pair = pair_of(folder.name)
        if pair and (here := _installed(folder, *pair)):
            found.setdefault("-".join(pair), here)
    return found


def _installed(folder: Path, source: str, target: str) -> Installed | None:
    with suppress(OSError):  # it may be replaced or removed meanwhile
        files = {file.name: file.stat().st_size for file in folder.iterdir()}
        if is_whole(name.partition(".")[0] for name in files):
            used = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
            return Installed(folder, _manifest(folder, source, target), sum(files.values()), used)
    return None


def _manifest(folder: Path, source: str, target: str) -> Manifest:
    with suppress(OSError, ValidationError):
        told = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        if (told.source, told.target) == (source, target):
            return told
    return Manifest(source=source, target=target)
