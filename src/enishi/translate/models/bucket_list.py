"""The list of models in Mozilla's bucket at Google Cloud (`models.json`): files packed with gzip.

Only the model itself has a hash and a size. The other files are checked by gzip's own checksum, and bounded.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from enishi.downloads.download import File
from enishi.languages import node
from enishi.translate.models.catalogue import Model

_KINDS = {
    "model": "model",
    "lexicalShortlist": "lex",
    "vocab": "vocab",
    "srcVocab": "srcvocab",
    "trgVocab": "trgvocab",
}
_USUAL = {"lex": (1_900_000, 5_000_000), "vocab": (400_000, 900_000)}
"""Bytes of a file whose size is not listed, packed and unpacked: those in Remote Settings, on average."""

_MOST = 32_000_000
"""Bytes of a file whose size is not listed: the largest in Remote Settings has 9,400,000 unpacked."""

_RELEASES = {"Release": 2, "Release Desktop": 2, "Nightly": 1, None: 0}
"""`Release Android` is missing: it is for one system."""


class _File(BaseModel):
    path: str
    uncompressedHash: str | None = None  # noqa: N815 - the server's names
    uncompressedSize: int | None = Field(None, ge=0, le=1_000_000_000)  # noqa: N815


class _Entry(BaseModel):
    """One model of one direction."""

    architecture: str
    files: dict[str, _File]
    releaseStatus: str | None = None  # noqa: N815
    sourceLanguage: str  # noqa: N815
    targetLanguage: str  # noqa: N815


def models(document: Mapping[str, Any], origin: str) -> Iterator[Model]:
    """The models in the list, whole or not; raises KeyError, TypeError, AttributeError."""
    base = str(document["baseUrl"]).rstrip("/") + "/"
    for entry in (found for entries in document["models"].values() for found in map(_entry, entries) if found):
        source, target = node(entry.sourceLanguage), node(entry.targetLanguage)
        if source and target and entry.releaseStatus in _RELEASES:
            files = tuple(_file(_KINDS[name], file, base) for name, file in entry.files.items() if name in _KINDS)
            release = _RELEASES[entry.releaseStatus]
            yield Model(source, target, _version(entry), entry.architecture, files, origin, release)


def _entry(data: object) -> _Entry | None:
    try:
        return _Entry.model_validate(data)
    except ValidationError:
        return None


def _version(entry: _Entry) -> str:
    """The name of the training, which is in each path (`models/en-nb/NAME/exported/…`)."""
    path = next((file.path for file in entry.files.values()), "")
    return "".join(path.split("/")[2:3])


def _file(kind: str, file: _File, base: str) -> File:
    if file.uncompressedSize is not None:
        size = file.uncompressedSize
        return File(
            kind=kind,
            url=base + file.path,
            packing="gz",
            size=size * 3 // 4,
            most=size + size // 1000 + 1024,  # gzip never makes a file longer by more
            unpacked_size=size,
            unpacked_hash=file.uncompressedHash,
        )
    size, unpacked = _USUAL["lex" if kind == "lex" else "vocab"]
    return File(kind=kind, url=base + file.path, packing="gz", size=size, most=_MOST, unpacked_size=unpacked)
