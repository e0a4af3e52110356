"""One file of a model: the download goes on where it broke off, ends at the listed size, and is checked."""

import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from fxtranslate import discovery

from enishi.downloads.disk import stopped
from enishi.errors import ModelError
from enishi.files import sync

Packing = Literal["zst", "gz"]
Progress = Callable[[int], object]
Stop = Callable[[], bool]

_CHUNK = 1 << 16
_WHOLE = re.compile(r"bytes \*/(\d+)")
_MOST_UNPACKED = 64_000_000
"""Bytes of a file whose size is not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a model on its server; hashes are SHA-256."""

    kind: str
    """What it is for; where it is not packed, its name."""
    url: str
    packing: Packing | None = None
    size: int
    """Bytes to download; an estimate where the list does not say it."""
    most: int
    """Bytes after which the download is given up: what is listed, if it is."""
    unpacked_size: int
    packed_hash: str | None = None
    unpacked_hash: str | None = None


class Download:
    """The file as it comes, in a folder of unfinished ones; raises ModelError and what httpx raises."""

    def __init__(self, file: File, folder: Path, progress: Progress, stop: Stop) -> None:
        self.file = file
        self.part = folder / f"{hashlib.sha256(file.url.encode()).hexdigest()[:16]}.part"
        self._progress = progress
        self._stop = stop

    @property
    def have(self) -> int:
        """Bytes that came before."""
        return self.part.stat().st_size if self.part.exists() else 0

    def fetch(self, client: httpx.Client) -> None:
        """Downloads what is missing."""
        if self.have > self.file.most:
            self.part.unlink()
        self._progress(self.have)
        if self.file.packed_hash is None or self.have < self.file.size:
            self._append(client, self.have)
        if self.file.packed_hash is not None:
            self._check()

    def move_to(self, place: Path) -> None:
        """The file that is not packed, on the disk under its own name."""
        sync(self.part)
        self.part.rename(place)

    def unpack(self) -> bytes:
        """The file as it belongs in the model's folder; what is not what the list says is thrown away."""
        packed = self.part.read_bytes()
        try:
            if self.file.packing == "zst":
                return discovery.verify_and_decompress(packed, self.file.unpacked_hash or "")
            plain = _gunzipped(packed, self.file.unpacked_size if self.file.unpacked_hash else _MOST_UNPACKED)
            if self.file.unpacked_hash not in (None, hashlib.sha256(plain).hexdigest()):
                raise ValueError("another checksum")
        except (ValueError, zlib.error) as fault:
            self.part.unlink()
            raise ModelError(
                f"A file of the model is not what the list says ({fault}); it was thrown away.", code="model_damaged"
            ) from None
        return plain

    def _append(self, client: httpx.Client, have: int) -> None:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with client.stream("GET", self.file.url, headers=headers) as answer:
            if have and answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                whole = _WHOLE.fullmatch(answer.headers.get("Content-Range", ""))
                if whole and int(whole[1]) == have:
                    return
                self.part.unlink()
            answer.raise_for_status()
            resumes = answer.status_code == httpx.codes.PARTIAL_CONTENT
            if have and not resumes:
                self._progress(-have)
            self._write(answer, have if resumes else 0)

    def _write(self, answer: httpx.Response, have: int) -> None:
        with self.part.open("ab" if have else "wb") as part:
            for chunk in answer.iter_raw(_CHUNK):
                if self._stop():
                    raise stopped()
                have += len(chunk)
                if have > self.file.most:
                    break
                part.write(chunk)
                self._progress(len(chunk))
        if have > self.file.most:
            self.part.unlink()
            raise ModelError(f"{self.file.url} is longer than its list says; it was thrown away.", code="model_damaged")

    def _check(self) -> None:
        if self.have < self.file.size:
            raise ModelError(
                f"{self.file.url} ended too early; the next attempt goes on from there.", code="model_unreachable"
            )
        with self.part.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != self.file.packed_hash:
            self.part.unlink()
            raise ModelError(
                f"{self.file.url} arrived damaged, and was thrown away; the next attempt fetches it again.",
                code="model_damaged",
            )


def _gunzipped(packed: bytes, most: int) -> bytes:
    """The contents of a gzip file, with its checksum checked; raises ValueError, zlib.error."""
    unpacking = zlib.decompressobj(wbits=31)
    plain = unpacking.decompress(packed, most + 1)
    if not unpacking.eof or len(plain) > most:
        raise ValueError("it is cut off, or too large")
    return plain
