"""Models from a folder or an archive, for houses without a network: copies of a model directory, in zip or tar.

Nothing is unpacked by the names in an archive: only files of models are read, and written under names of our own.
"""

import hashlib
import stat
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from enishi.errors import ModelError
from enishi.translate.engines.firefox import pair_of
from enishi.translate.models.catalogue import KINDS, is_whole
from enishi.translate.models.installed import MANIFEST, Manifest

_LONGEST = 256_000_000
"""Bytes of one file; the largest published one has 60,000,000."""
_MOST_FILES = 20_000
"""Files that an archive is searched for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A model in a folder or an archive, not read yet."""

    manifest: Manifest
    files: Mapping[str, Callable[[], bytes]]
    """The file of each kind."""

    @property
    def name(self) -> str:
        """The name of its folder here."""
        return f"{self.manifest.source}-{self.manifest.target}"

    def read(self) -> dict[str, bytes]:
        """The files by their names here; raises ModelError when one is not what the manifest says."""
        pair = self.manifest.source + self.manifest.target
        found = {f"{kind}.{pair}.{KINDS[kind]}": read() for kind, read in self.files.items()}
        for name, content in found.items():
            if self.manifest.files.get(name, said := hashlib.sha256(content).hexdigest()) != said:
                raise ModelError(f"{name} is damaged: its manifest says otherwise.", code="model_damaged")
        return found


@contextmanager
def opened(path: Path) -> Iterator[list[Found]]:
    """The whole models in a folder or an archive; raises ModelError when there is none.

    They are in the order of the archive, in which a packed one is read fastest.
    """
    with _members(path) as members:
        found = list(_models(members, path))
        if not found:
            raise ModelError(
                f"There is no model in {path}. It has to hold folders such as en-de, with model.*.bin and vocab.*.spm.",
                code="model_missing",
            )
        yield found


@contextmanager
def _members(path: Path) -> Iterator[dict[PurePosixPath, Callable[[], bytes]]]:
    """The files under a path, and how to read each."""
    if path.is_dir():
        yield _taken((PurePosixPath(each.relative_to(path.parent)), _of_file(each)) for each in path.rglob("*.*"))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            infos = (each for each in archive.infolist() if not each.is_dir())
            yield _taken((PurePosixPath(each.filename), _of_zip(archive, each)) for each in infos)
    elif path.is_file() and tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            files = (each for each in archive if each.isfile())
            yield _taken((PurePosixPath(each.name), _of_tar(archive, each)) for each in files)
    else:
        raise ModelError(f"{path} is neither a folder nor a zip or tar archive.", code="model_missing")


def _taken(
    members: Iterator[tuple[PurePosixPath, Callable[[], bytes]]],
) -> dict[PurePosixPath, Callable[[], bytes]]:
    found = {}
    try:
        for count, (name, read) in enumerate(members):
            if count >= _MOST_FILES:
                raise ModelError(f"There are more than {_MOST_FILES} files: this is no collection of models.")
            found[name] = read
    except (tarfile.TarError, EOFError, OSError) as fault:
        raise ModelError(f"The archive is damaged: {fault}.", code="model_damaged") from fault
    return found


def _models(members: Mapping[PurePosixPath, Callable[[], bytes]], path: Path) -> Iterator[Found]:
    folders: dict[PurePosixPath, dict[str, Callable[[], bytes]]] = defaultdict(dict)
    for name, read in members.items():
        kind = name.name.partition(".")[0]
        if name.name == MANIFEST or name.suffix == f".{KINDS.get(kind)}":
            folders[name.parent][MANIFEST if name.name == MANIFEST else kind] = read
    for folder, files in folders.items():
        manifest = _manifest(files.pop(MANIFEST, None), folder.name or path.stem)
        if manifest and is_whole(files):
            yield Found(manifest, files)


def _manifest(read: Callable[[], bytes] | None, name: str) -> Manifest | None:
    """What the folder says of itself, or else its name."""
    if read:
        try:
            told = Manifest.model_validate_json(read())
        except ValidationError:
            return None
        return told if pair_of(f"{told.source}-{told.target}") == (told.source, told.target) else None
    pair = pair_of(name)
    return Manifest(source=pair[0], target=pair[1]) if pair else None


def _of_file(file: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        if not stat.S_ISREG(file.stat().st_mode):
            raise ModelError(f"{file} is not a file.")
        with file.open("rb") as stream:
            return _bounded(stream)

    return read


def _of_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(member) as stream:
                return _bounded(stream)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as fault:
            raise ModelError(f"{member.filename} cannot be read: {fault}.", code="model_damaged") from fault

    return read


def _of_tar(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[], bytes]:
    if member.size > _LONGEST:
        raise _too_long()

    def read() -> bytes:
        try:
            stream = archive.extractfile(member)
            return _bounded(stream) if stream else b""
        except (tarfile.TarError, EOFError, OSError) as fault:
            raise ModelError(f"{member.name} cannot be read: {fault}.", code="model_damaged") from fault

    if PurePosixPath(member.name).name == MANIFEST:  # now: in a packed archive, going back means unpacking it again
        content = read()
        return lambda: content
    return read


def _bounded(stream: IO[bytes]) -> bytes:
    content = stream.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise _too_long()
    return content


def _too_long() -> ModelError:
    return ModelError(f"A file is longer than {_LONGEST // 1_000_000} MB: this is no model.", code="model_damaged")
