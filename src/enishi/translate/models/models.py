"""Model files on this machine: downloads resume after an interruption, and damaged files are never installed."""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from fxtranslate import discovery

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.engines.firefox import pair_of
from enishi.translate.models.catalogue import Attachment, Model, fetch_base_url, fetch_catalogue

_TIMEOUT = 30.0
_CHUNK = 1 << 16


class Models:
    """The model directory, and the list of models to download."""

    def __init__(self, settings: Settings) -> None:
        self._list = settings.models_list
        self._directory = settings.model_directory
        self._unfinished = self._directory / ".unfinished"

    def installed(self) -> dict[str, int]:
        """The models in the directory: name and size in bytes."""
        return {
            folder.name: sum(file.stat().st_size for file in folder.iterdir())
            for folder in sorted(self._directory.glob("*-*/"))
            if pair_of(folder.name)
        }

    def available(self) -> dict[str, Model]:
        """The models in the list, by name; raises ModelError."""
        with _client() as client:
            return fetch_catalogue(client, self._list)

    def get(self, model: Model, progress: Callable[[int], object]) -> None:
        """Downloads and installs a model, and calls `progress` with the bytes of each chunk; raises ModelError.

        A model is installed whole or not at all. What came before an interruption is not downloaded again.
        """
        with _client() as client, _disk_errors_as_model_errors():
            base = fetch_base_url(client, self._list)
            self._unfinished.mkdir(parents=True, exist_ok=True)
            parts = [self._fetch(client, base, record.attachment, progress=progress) for record in model.files]
            self._install(model, parts)
            for part in parts:
                part.unlink()

    def remove(self, name: str) -> None:
        """Deletes a model; raises ModelError if it is not in the directory."""
        if name not in self.installed():
            raise ModelError(f"There is no model {name} in {self._directory}.")
        with _disk_errors_as_model_errors():
            shutil.rmtree(self._directory / name)

    def _fetch(self, client: httpx.Client, base: str, file: Attachment, *, progress: Callable[[int], object]) -> Path:
        """The file as it is on the server, complete and verified."""
        part = self._unfinished / f"{hashlib.sha256(file.location.encode()).hexdigest()[:16]}.part"
        have = part.stat().st_size if part.exists() else 0
        if have > file.size:
            part.unlink()
            have = 0
        progress(have)
        if have < file.size:
            self._append(client, base + file.location, part, have=have, progress=progress)
        if part.stat().st_size < file.size:
            raise ModelError(f"{base}{file.location} ended too early; run the command again to go on from there.")
        with part.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != file.hash:
            part.unlink()
            raise ModelError(f"{base}{file.location} arrived damaged, and was thrown away; run the command again.")
        return part

    def _append(
        self, client: httpx.Client, url: str, part: Path, *, have: int, progress: Callable[[int], object]
    ) -> None:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with client.stream("GET", url, headers=headers) as answer:
            answer.raise_for_status()
            resumes = answer.status_code == httpx.codes.PARTIAL_CONTENT
            if have and not resumes:
                progress(-have)
            with part.open("ab" if resumes else "wb") as file:
                for chunk in answer.iter_raw(_CHUNK):
                    file.write(chunk)
                    progress(len(chunk))

    def _install(self, model: Model, parts: list[Path]) -> None:
        """Unpacks beside the model's folder, then renames."""
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self._directory) as place:
            fresh, old, final = Path(place, "fresh"), Path(place, "old"), self._directory / model.name
            fresh.mkdir()
            for record, part in zip(model.files, parts, strict=True):
                _write(fresh / record.file_name, _unpacked(part, record.decompressedHash))
            _sync(fresh)
            if final.exists():
                final.rename(old)
            fresh.rename(final)
            _sync(self._directory)


def _unpacked(part: Path, checksum: str) -> bytes:
    try:
        return discovery.verify_and_decompress(part.read_bytes(), checksum)
    except ValueError as fault:
        part.unlink()
        raise ModelError(f"A file of the model is not what the list says ({fault}); it was thrown away.") from None


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _client() -> Iterator[httpx.Client]:
    """An HTTP client whose errors are raised as ModelError, with what to do."""
    try:
        with httpx.Client(follow_redirects=True, timeout=_TIMEOUT) as client:
            yield client
    except httpx.HTTPStatusError as fault:
        url, status = fault.request.url, fault.response.status_code
        raise ModelError(f"{url} answered {status} {fault.response.reason_phrase}.") from fault
    except httpx.RemoteProtocolError as fault:
        raise ModelError(f"The connection broke ({fault}); run the command again to go on from there.") from fault
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise ModelError(f"The list of models cannot be reached: {fault}. Is there a network?") from fault


@contextmanager
def _disk_errors_as_model_errors() -> Iterator[None]:
    """Raises errors of the disk as ModelError."""
    try:
        yield
    except OSError as fault:
        if fault.errno == errno.ENOSPC:
            raise ModelError("The disk is full; make room, and run the command again to go on from there.") from fault
        raise ModelError(f"{fault.filename or 'The model directory'}: {fault.strerror}.") from fault
