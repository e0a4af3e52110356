"""The published lists of models, kept on the disk: each is asked at most once a day."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from enishi.downloads.client import fetch_json, http_client
from enishi.downloads.disk import disk_errors_as_model_errors, write
from enishi.errors import ModelError
from enishi.translate.models import bucket_list, remote_settings
from enishi.translate.models.catalogue import Model, choose
from enishi.translate.models.machine import architectures

_DAY = 86_400.0
_AGAIN = 300.0
"""Seconds until a list that did not answer is asked again by the same process."""


class Lists:
    """Several lists; the first that offers a direction gives its model."""

    def __init__(self, urls: Sequence[str], directory: Path) -> None:
        self._files = {url: directory / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.json" for url in urls}
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Mapping[str, Model]]] = {}
        self._failures: dict[str, tuple[float, ModelError]] = {}

    def models(self) -> Mapping[str, Model]:
        """The models of all lists, by name (`en-pt`); raises ModelError when no list can be read."""
        found: dict[str, Model] = {}
        faults: list[ModelError] = []
        with self._lock:
            for url in self._files:
                try:
                    found = {**self._models_of(url), **found}
                except ModelError as fault:
                    faults.append(fault)
        if len(faults) == len(self._files):
            raise faults[0]
        return dict(sorted(found.items()))

    def _models_of(self, url: str) -> Mapping[str, Model]:
        kept = _written(self._files[url])
        if kept is None or abs(time.time() - kept) > _DAY:
            try:
                self._ask(url)
            except ModelError:
                if kept is None:
                    raise
            kept = _written(self._files[url]) or 0.0
        if url not in self._known or self._known[url][0] != kept:
            self._known[url] = kept, _read(self._files[url], url)
        return self._known[url][1]

    def _ask(self, url: str) -> None:
        """Fetches the list; raises ModelError, without asking when it failed a moment ago."""
        if (failure := self._failures.get(url)) and time.monotonic() - failure[0] < _AGAIN:
            raise failure[1]
        try:
            with http_client() as client, disk_errors_as_model_errors():
                content = _document(client, url)
                _chosen(content, url)
                self._files[url].parent.mkdir(parents=True, exist_ok=True)
                write(self._files[url], json.dumps(content).encode())
        except ModelError as fault:
            self._failures[url] = time.monotonic(), fault
            raise


def _written(file: Path) -> float | None:
    try:
        return file.stat().st_mtime
    except OSError:
        return None


def _read(file: Path, url: str) -> Mapping[str, Model]:
    try:
        return _chosen(json.loads(file.read_bytes()), url)
    except (OSError, ValueError) as fault:
        raise ModelError(f"{file} cannot be read ({fault}); delete it.") from fault


def _document(client: httpx.Client, url: str) -> dict[str, Any]:
    """The list; one of Remote Settings with the address of its files, which the server's root says."""
    content = fetch_json(client, url)
    if "data" in content and "base_url" not in content:
        root = remote_settings.root_of(url)
        try:
            content["base_url"] = remote_settings.base_url(fetch_json(client, root))
        except (KeyError, TypeError):
            raise ModelError(f"{root} does not say where its files are.") from None
    return content


def _chosen(content: Mapping[str, Any], url: str) -> Mapping[str, Model]:
    try:
        return choose(_models(content, url), architectures())
    except (KeyError, TypeError, AttributeError):
        raise ModelError(f"{url} is not a list of models.") from None


def _models(content: Mapping[str, Any], url: str) -> Iterator[Model]:
    return remote_settings.models(content, url) if "data" in content else bucket_list.models(content, url)
