"""Downloads from a real server that breaks off, lies, and damages; and the models that come of it."""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox
from enishi.translate.models import models as module
from enishi.translate.models.models import Models
from tests.unit.translate.model_server import ModelServer, packed_model, serving

CUT = 1 << 20


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[bytes, bytes]]:
    return packed_model()


@pytest.fixture
def server(files: dict[str, tuple[bytes, bytes]]) -> Iterator[ModelServer]:
    with serving(files) as state:
        yield state


@pytest.fixture
def settings(tmp_path: Path, server: ModelServer) -> Settings:
    return Settings(data=tmp_path, models_lists=(server.catalogue,))


def get(settings: Settings) -> list[int]:
    """Fetches the model; the steps of its progress."""
    models, steps = Models(settings), list[int]()
    models.get(models.available()["en-gl"], steps.append)
    return steps


def left(settings: Settings) -> list[str]:
    """What lies in the model directory, without what is unfinished, and without the lists."""
    return sorted(path.name for path in settings.model_directory.glob("[!.]*"))


def test_a_fetched_model_translates(settings: Settings, files: dict[str, tuple[bytes, bytes]]) -> None:
    steps = get(settings)
    assert sum(steps) == sum(len(packed) for _, packed in files.values())
    assert left(settings) == ["en-gl"]
    assert list((settings.model_directory / ".unfinished").glob("*.part")) == []
    (here,) = Models(settings).installed().values()
    manifest = here.folder / "manifest.json"
    assert here.size == sum(len(plain) for plain, _ in files.values()) + manifest.stat().st_size
    firefox = Firefox(settings)
    assert ("en", "gl") in {(found.source, found.target) for found in firefox.directions()}
    translation = firefox.open("en", "gl")
    assert translation.translate(["Good morning."]) == ["Bom dia."]
    translation.close()


def test_a_model_of_the_bucket_translates_and_its_use_is_noted(tmp_path: Path, server: ModelServer) -> None:
    settings = Settings(data=tmp_path, models_lists=(server.bucket,))
    get(settings)
    models = Models(settings)
    folder = models.installed()["en-gl"].folder
    os.utime(folder, (0, 0))
    translation = Firefox(settings).open("en", "gl")
    assert models.installed()["en-gl"].used.year == 1970
    assert translation.translate(["Good morning."]) == ["Bom dia."]
    translation.close()
    assert models.installed()["en-gl"].used.year > 1970


def test_what_broke_off_goes_on_from_there(settings: Settings, server: ModelServer) -> None:
    server.cut_after = CUT
    with pytest.raises(ModelError, match="goes on from there"):
        get(settings)
    assert left(settings) == []
    get(settings)
    assert server.asked[1] == ("/files/main-workspace/model.zst", f"bytes={CUT}-")
    assert left(settings) == ["en-gl"]


def test_a_server_without_ranges_starts_over(settings: Settings, server: ModelServer) -> None:
    server.cut_after, server.ranges = CUT, False
    with pytest.raises(ModelError):
        get(settings)
    steps = get(settings)
    assert steps[:2] == [CUT, -CUT]
    assert sum(steps) == sum(len(packed) for _, packed in server.files.values())
    assert left(settings) == ["en-gl"]


def test_a_damaged_file_is_thrown_away(settings: Settings, server: ModelServer) -> None:
    server.damaged = True
    with pytest.raises(ModelError, match=r"model\.zst arrived damaged"):
        get(settings)
    assert left(settings) == []
    server.damaged = False
    get(settings)
    assert left(settings) == ["en-gl"]


def test_contents_that_the_list_does_not_tell_are_refused(settings: Settings, server: ModelServer) -> None:
    server.lie = True
    with pytest.raises(ModelError, match="not what the list says"):
        get(settings)
    assert left(settings) == []


def test_a_part_that_is_longer_than_the_file_is_begun_again(settings: Settings, server: ModelServer) -> None:
    server.cut_after = CUT
    with pytest.raises(ModelError):
        get(settings)
    (part,) = (settings.model_directory / ".unfinished").glob("*.part")
    part.write_bytes(bytes(50_000_000))
    get(settings)
    assert left(settings) == ["en-gl"]


def test_what_is_not_there_is_told(settings: Settings, server: ModelServer) -> None:
    server.absent = True
    with pytest.raises(ModelError, match=r"model\.zst answered 404 Not Found"):
        get(settings)


def test_no_server_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has a network"):
        Models(Settings(data=tmp_path, models_lists=("http://127.0.0.1:9/v1/buckets/x",))).available()


def test_a_list_that_is_none_is_told(tmp_path: Path, server: ModelServer) -> None:
    with pytest.raises(ModelError, match="not a list of models"):
        Models(Settings(data=tmp_path, models_lists=(f"{server.url}/v1/",))).available()


def test_a_full_disk_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "write", full)  # no disk can be filled from here
    with pytest.raises(ModelError, match="The disk is full"):
        get(settings)
    assert left(settings) == []


def test_fetched_again_it_replaces_the_old_one(settings: Settings) -> None:
    get(settings)
    (settings.model_directory / "en-gl" / "stale").touch()
    get(settings)
    assert left(settings) == ["en-gl"]
    assert not (settings.model_directory / "en-gl" / "stale").exists()


def test_a_removed_model_is_gone(settings: Settings) -> None:
    get(settings)
    Models(settings).remove("en-gl")
    assert Models(settings).installed() == {}
    for name in ("en-gl", "..", ".unfinished", "en-pt"):
        with pytest.raises(ModelError, match="There is no model"):
            Models(settings).remove(name)


def test_a_killed_download_leaves_no_half_model_and_goes_on(settings: Settings, server: ModelServer) -> None:
    server.cut_after, server.stall = CUT, threading.Event()
    named = {"ENISHI_DATA": str(settings.data), "ENISHI_MODELS_LISTS": json.dumps(settings.models_lists)}
    command = [sys.executable, "-c", "from enishi.cli import main; main(['models', 'get', 'en-gl'])"]
    with subprocess.Popen(command, env=os.environ | named, stderr=subprocess.PIPE) as download:
        waited = threading.Event()
        while not any(settings.model_directory.glob(".unfinished/*.part")):
            assert download.poll() is None
            waited.wait(0.01)
        download.send_signal(signal.SIGKILL)
    assert left(settings) == []
    server.stall.set()
    get(settings)
    assert left(settings) == ["en-gl"]
