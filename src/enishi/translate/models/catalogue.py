"""The models that Mozilla publishes for Firefox: a list in Remote Settings, read as one complete model a direction.

Records and attachments: https://remote-settings.readthedocs.io/en/latest/tutorial-attachments.html
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import BaseModel, ValidationError

from enishi.errors import ModelError
from enishi.translate.engines.firefox import pair_of

_MAJOR = 3
"""The major version of models that fxtranslate 0.5 runs."""

_VERSION = re.compile(r"(\d+)\.(\d+)([a-z]\w*)?")
_ANDROID = "env.appinfo.OS == 'Android'"
_FILES = {"model": "bin", "lex": "bin", "vocab": "spm", "srcvocab": "spm", "trgvocab": "spm"}
_COMPLETE = ({"model", "vocab"}, {"model", "srcvocab", "trgvocab"})


class Attachment(BaseModel):
    """A file on the server, packed with Zstandard."""

    location: str
    size: int
    hash: str


class Record(BaseModel):
    """One file of one version of one direction."""

    fileType: str  # noqa: N815 - the server's names
    sourceLanguage: str  # noqa: N815
    targetLanguage: str  # noqa: N815
    version: str
    architecture: str | None = None
    filter_expression: str | None = None
    decompressedHash: str  # noqa: N815
    attachment: Attachment

    @property
    def file_name(self) -> str:
        """Its name in the model's folder; the name in the list is not trusted as a path."""
        return f"{self.fileType}.{self.sourceLanguage}{self.targetLanguage}.{_FILES[self.fileType]}"


@dataclass(frozen=True, slots=True)
class Model:
    """The files that together translate `source` into `target`."""

    source: str
    target: str
    version: str
    files: tuple[Record, ...]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.source}-{self.target}"

    @property
    def size(self) -> int:
        """Bytes to download."""
        return sum(record.attachment.size for record in self.files)


def fetch_catalogue(client: httpx.Client, url: str) -> dict[str, Model]:
    """The models in the list, by name (`en-pt`); raises ModelError, httpx.HTTPError."""
    answer = client.get(url).raise_for_status()
    try:
        return choose(answer.json()["data"])
    except (ValueError, KeyError, TypeError):
        raise ModelError(f"{url} is not a Remote Settings list of models.") from None


def fetch_base_url(client: httpx.Client, url: str) -> str:
    """The address of the attachments, from the root of the list's server; raises ModelError, httpx.HTTPError."""
    root = url.partition("/buckets/")[0] + "/"
    try:
        base = str(client.get(root).raise_for_status().json()["capabilities"]["attachments"]["base_url"])
    except (ValueError, KeyError, TypeError):
        raise ModelError(f"{root} does not say where its files are.") from None
    return base.rstrip("/") + "/"


def choose(data: Iterable[dict[str, Any]]) -> dict[str, Model]:
    """The newest complete desktop model of each direction; a pre-release only if there is no release."""
    versions: dict[tuple[str, str, str, str | None], dict[str, Record]] = {}
    for record in filter(None, map(_record, data)):
        key = (record.sourceLanguage, record.targetLanguage, record.version, record.architecture)
        versions.setdefault(key, {})[record.fileType] = record
    chosen: dict[str, Model] = {}
    for (source, target, version, _), files in sorted(versions.items(), key=lambda item: _version_key(item[0][2])):
        if any(needed <= files.keys() for needed in _COMPLETE):
            model = Model(source, target, version, tuple(files.values()))
            chosen[model.name] = model
    return dict(sorted(chosen.items()))


def _record(data: dict[str, Any]) -> Record | None:
    try:
        record = Record.model_validate(data)
    except ValidationError:
        return None
    version = _VERSION.fullmatch(record.version)
    is_supported = version and int(version[1]) == _MAJOR and record.fileType in _FILES
    is_desktop = (record.filter_expression or "").strip() != _ANDROID
    is_named = pair_of(f"{record.sourceLanguage}-{record.targetLanguage}") == (
        record.sourceLanguage,
        record.targetLanguage,
    )
    return record if is_supported and is_desktop and is_named else None


def _version_key(version: str) -> tuple[bool, int, str]:
    """A sort key: pre-releases (`3.1a2`) before releases, older before newer."""
    match = _VERSION.fullmatch(version)
    assert match
    return match[3] is None, int(match[2]), match[3] or ""
