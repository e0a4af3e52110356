"""Model files on this machine: fetched whole or not at all, replaced while in use, within a budget of the disk."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from enishi.downloads.client import http_client
from enishi.downloads.directory import MEGABYTE, ModelDirectory
from enishi.downloads.disk import write
from enishi.downloads.download import Download, Progress, Stop
from enishi.errors import ModelError
from enishi.languages import best_match
from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox
from enishi.translate.models.catalogue import Model, version_key
from enishi.translate.models.installed import MANIFEST, Installed, Manifest, installed_in
from enishi.translate.models.lists import Lists

PIVOT = "en"
"""The language that all published models lead to or from."""

_IN_USE = timedelta(hours=2)
"""What was used so lately does not make room for others."""


class Models:
    """The model directory, and the lists of models to download. Methods may be called by any thread, and wait."""

    def __init__(self, settings: Settings) -> None:
        self._directory = ModelDirectory(settings.model_directory)
        self._budget = settings.models_budget * MEGABYTE
        self._speech = settings.whisper_directory.name if settings.whisper is None else None
        self._lists = Lists(settings.models_lists, settings.model_directory / ".lists")
        self._firefox = Firefox(settings)

    def available(self) -> Mapping[str, Model]:
        """The models in the lists, by name (`en-pt`), as known since a day at most; raises ModelError."""
        return self._lists.models()

    def installed(self) -> Mapping[str, Installed]:
        """The models in the directory, by name."""
        return installed_in(self._directory.path)

    def missing(self, language: str) -> list[Model]:
        """What has to come so that a reader of this tag is understood and understands; empty if it cannot come.

        Raises ModelError.
        """
        return self._missing(language, self.available(), self._here())

    def languages(self) -> Mapping[str, int]:
        """The languages that can come, and the bytes to download for each; raises ModelError."""
        available, here = self.available(), self._here()
        targets = [model.target for model in available.values() if model.source == PIVOT]
        sizes = {tag: sum(model.size for model in self._missing(tag, available, here)) for tag in targets}
        return {tag: size for tag, size in sizes.items() if size}

    def newer(self) -> list[Model]:
        """The models to fetch again, since their list has a newer version; raises ModelError."""
        available, here = self.available(), self.installed()
        return [model for name, model in available.items() if name in here and _is_newer(model, here[name])]

    def get(self, model: Model, progress: Progress = lambda _: None, stop: Stop = lambda: False) -> None:
        """Downloads and installs a model, and calls `progress` with the bytes of each chunk; raises ModelError.

        A model is installed whole or not at all. What came before an interruption is not downloaded again. `stop` is
        asked before each chunk.
        """
        with self._directory.fetching(model.name, stop) as waited:
            if not (waited and self._is_here(model)):
                self._fetch(model, progress, stop)

    def remove(self, name: str) -> None:
        """Deletes a model; raises ModelError if it is not in the directory."""
        with self._directory.alone():
            if name not in (here := self.installed()):
                raise ModelError(f"There is no model {name} in {self._directory.path}.", code="model_missing")
            self._directory.delete(here[name].folder)

    def make_room(self, size: int, replacing: str = "") -> None:
        """Removes the models that were not used for longest until `size` bytes fit in the budget; raises ModelError.

        What lies under the name `replacing` stays, and does not count. What recognises speech stays, and counts.
        """
        with self._directory.alone():
            here = sorted((each for name, each in self.installed().items() if name != replacing), key=_last_use)
            idle = [each for each in here if datetime.now(UTC) - each.used > _IN_USE]
            speech = self._directory.size(self._speech) if self._speech else 0
            excess = sum(each.size for each in here) + speech + size - self._budget
            if excess > sum(each.size for each in idle):
                raise ModelError(
                    f"Models may take {self._budget // MEGABYTE} MB of the disk (ENISHI_MODELS_BUDGET), and those in "
                    f"use leave too little for {size // MEGABYTE} MB more.",
                    code="model_budget",
                )
            while excess > 0:
                excess -= idle[0].size
                self._directory.delete(idle.pop(0).folder)

    def put(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        """Installs a model that came another way; raises ModelError."""
        self.make_room(sum(map(len, files.values())), replacing=f"{manifest.source}-{manifest.target}")
        self._install(manifest, files)

    def _install(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        """Puts a model in its place, whole or not at all, and in place of an older one; raises ModelError."""
        name = f"{manifest.source}-{manifest.target}"
        hashes = {each: hashlib.sha256(content).hexdigest() for each, content in files.items()}
        told = manifest.model_copy(update={"files": hashes, "fetched": datetime.now(UTC)})

        def old() -> Path | None:
            here = self.installed().get(name)
            return here.folder if here else None

        with self._directory.replacing(name, old) as fresh:
            for each, content in files.items():
                write(fresh / each, content)
            write(fresh / MANIFEST, told.model_dump_json(indent=2).encode())

    def _missing(self, language: str, available: Mapping[str, Model], here: set[tuple[str, str]]) -> list[Model]:
        pairs = here | {(model.source, model.target) for model in available.values()}
        into = best_match(language, frozenset(target for source, target in pairs if source == PIVOT))
        from_ = best_match(language, frozenset(source for source, target in pairs if target == PIVOT))
        if into is None or best_match(language, {PIVOT}):
            return []
        wanted = [(PIVOT, into), *([(from_, PIVOT)] if from_ else [])]
        return [available["-".join(pair)] for pair in wanted if pair not in here]

    def _here(self) -> set[tuple[str, str]]:
        """The directions that can be translated here, also those that came with a package."""
        return {(direction.source, direction.target) for direction in self._firefox.directions()}

    def _is_here(self, model: Model) -> bool:
        found = self.installed().get(model.name)
        return found is not None and found.manifest.version == model.version and found.weights == model.weights

    def _fetch(self, model: Model, progress: Progress, stop: Stop) -> None:
        downloads = [Download(file, self._directory.unfinished, progress, stop) for file in model.files]
        self.make_room(model.unpacked_size, replacing=model.name)
        need = model.size + model.unpacked_size - sum(download.have for download in downloads)
        self._directory.check_free(need, model.name)
        files = {}
        with http_client() as client:
            for download in downloads:
                download.fetch(client)
                files[model.file_name(download.file)] = download.unpack()
        manifest = Manifest(
            source=model.source,
            target=model.target,
            version=model.version,
            architecture=model.architecture,
            origin=model.origin,
        )
        self._install(manifest, files)
        for download in downloads:
            download.part.unlink(missing_ok=True)


def _last_use(model: Installed) -> datetime:
    return model.used


def _is_newer(model: Model, here: Installed) -> bool:
    """Whether its list offers another model than the one that came from there, and not an older one."""
    told = here.manifest
    is_other = here.weights != model.weights if here.weights and model.weights else told.version != model.version
    return is_other and told.origin == model.origin and version_key(model.version) >= version_key(told.version)
