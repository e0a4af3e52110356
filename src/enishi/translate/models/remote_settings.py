"""The list of models in Mozilla's Remote Settings: a record a file, packed with Zstandard.

Records and attachments: https://remote-settings.readthedocs.io/en/latest/tutorial-attachments.html
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from enishi.downloads.download import File
from enishi.languages import node
from enishi.translate.models.catalogue import KINDS, Model

_MAJOR = 3
"""The major version of models that fxtranslate 0.5 runs."""

_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})([a-z]\w{0,8})?")
_OF_ONE_SYSTEM = re.compile(r"appinfo\.OS\s*==")
"""In an expression for whom a record is: only for one operating system."""


class _Attachment(BaseModel):
    location: str
    size: int = Field(ge=0)
    hash: str


class _Record(BaseModel):
    """One file of one version of one direction; the names are the server's."""

    fileType: str  # noqa: N815
    sourceLanguage: str  # noqa: N815
    targetLanguage: str  # noqa: N815
    version: str
    architecture: str | None = None
    filter_expression: str | None = None
    decompressedHash: str  # noqa: N815
    decompressedSize: int | None = None  # noqa: N815
    attachment: _Attachment


def root_of(url: str) -> str:
    """The address at which the server of a list says where its files are."""
    return url.partition("/buckets/")[0] + "/"


def base_url(root: Mapping[str, Any]) -> str:
    """The address of the files, from what the root answers; raises KeyError, TypeError."""
    return str(root["capabilities"]["attachments"]["base_url"])


def models(document: Mapping[str, Any], origin: str) -> Iterator[Model]:
    """The models in a list to which `base_url` was added, whole or not; raises KeyError, TypeError."""
    base = str(document["base_url"]).rstrip("/") + "/"
    groups: dict[tuple[str, str, str, str], dict[str, File]] = defaultdict(dict)
    for record in filter(None, map(_record, document["data"])):
        source, target = node(record.sourceLanguage), node(record.targetLanguage)
        if source and target:
            place = (source, target, record.version, record.architecture or "")
            groups[place][record.fileType] = _file(record, base)
    for (source, target, version, architecture), files in groups.items():
        release = 2 if version.replace(".", "").isdecimal() else 1  # `3.0a1` is being tried
        yield Model(source, target, version, architecture, tuple(files.values()), origin, release)


def _record(data: object) -> _Record | None:
    try:
        record = _Record.model_validate(data)
    except ValidationError:
        return None
    version = _VERSION.fullmatch(record.version)
    is_supported = version and int(version[1]) == _MAJOR and record.fileType in KINDS
    is_ours = not _OF_ONE_SYSTEM.search(record.filter_expression or "")
    return record if is_supported and is_ours else None


def _file(record: _Record, base: str) -> File:
    size = record.attachment.size
    return File(
        kind=record.fileType,
        url=base + record.attachment.location,
        packing="zst",
        size=size,
        most=size,
        unpacked_size=record.decompressedSize or 2 * size,
        packed_hash=record.attachment.hash,
        unpacked_hash=record.decompressedHash,
    )
