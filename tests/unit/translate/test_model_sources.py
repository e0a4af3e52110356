"""Models from both formats of lists, from a real server: which list gives what, how often it is asked, what comes."""

import json
import os
import subprocess
import sys
import threading
import time
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.models.models import Models
from tests.support.small_disk import DISK_OF_ITS_OWN, is_possible
from tests.unit.translate.model_server import BUCKET, COLLECTION, ModelServer, serving, small_model

CUT = 1 << 16
DAY = 86_400


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving(small_model()) as state:
        yield state


def settings_for(data: Path, *lists: str, budget: int = 4000) -> Settings:
    return Settings(data=data, models_lists=lists, models_budget=budget)


@pytest.fixture
def both(tmp_path: Path, server: ModelServer) -> Settings:
    server.bucket_directions = (("en", "gl"), ("en", "zh_hant"), ("zh_hant", "en"), ("no", "en"))
    return settings_for(tmp_path, server.catalogue, server.bucket)


@pytest.fixture
def bucket(tmp_path: Path, server: ModelServer) -> Settings:
    return settings_for(tmp_path, server.bucket)


def installed(settings: Settings) -> list[str]:
    return sorted(Models(settings).installed())


def fetch(settings: Settings) -> None:
    models = Models(settings)
    models.get(models.available()["en-gl"])


def test_the_first_list_that_has_a_direction_gives_it(both: Settings, server: ModelServer) -> None:
    origins = {name: model.origin for name, model in Models(both).available().items()}
    of_bucket = dict.fromkeys(["en-zh-Hant", "nb-en", "zh-Hant-en"], server.bucket)
    assert origins == {"en-gl": server.catalogue} | of_bucket


def test_one_list_is_enough(both: Settings, server: ModelServer, tmp_path: Path) -> None:
    nowhere = settings_for(tmp_path / "other", "http://127.0.0.1:9/v1/buckets/x", server.bucket)
    assert Models(nowhere).available()["en-gl"].origin == server.bucket
    server.silent = True
    with pytest.raises(ModelError, match="404"):
        Models(both).available()


def test_a_list_is_asked_once_a_day_and_told_who_asks(both: Settings, server: ModelServer) -> None:
    for _ in range(3):
        assert "en-gl" in Models(both).available()
    assert [path for path, _ in server.lists_asked] == [COLLECTION, BUCKET]
    assert all(agent.startswith("Enishi/") for _, agent in server.lists_asked)
    age(both, DAY + 60)
    server.directions = (("en", "eu"),)
    models = Models(both)
    assert "en-eu" in models.available()
    assert "en-eu" in models.available()
    assert len(server.lists_asked) == 4


def age(settings: Settings, seconds: float) -> None:
    """The lists were asked so long ago."""
    for file in (settings.model_directory / ".lists").iterdir():
        os.utime(file, (time.time() - seconds,) * 2)


def test_an_old_list_is_better_than_none_and_the_server_is_left_alone_for_a_while(
    both: Settings, server: ModelServer
) -> None:
    Models(both).available()
    age(both, 9 * DAY)
    server.silent = True
    models = Models(both)
    assert "en-gl" in models.available()
    server.silent = False
    assert "en-gl" in models.available()
    assert len(server.lists_asked) == 2


def test_what_is_missing_for_a_reader_by_any_tag(both: Settings) -> None:
    models = Models(both)
    for tag in ("zh-TW", "zh-HK", "zh_Hant".replace("_", "-"), "zh-Hant-MO"):
        assert [model.name for model in models.missing(tag)] == ["en-zh-Hant", "zh-Hant-en"]
    assert [model.name for model in models.missing("gl-ES")] == ["en-gl"]
    for tag in ("no", "en-GB", "tlh", "zh", "not a tag"):  # Norwegian can be understood only, not read
        assert models.missing(tag) == []


def test_what_can_come_and_what_is_left_of_it(both: Settings) -> None:
    models = Models(both)
    whole = models.languages()
    assert list(whole) == ["gl", "zh-Hant"]
    models.get(models.available()["en-zh-Hant"])
    assert models.languages()["zh-Hant"] == models.available()["zh-Hant-en"].size < whole["zh-Hant"]
    models.get(models.available()["zh-Hant-en"])
    assert list(models.languages()) == ["gl"]
    assert models.missing("zh-TW") == []


def test_a_model_of_the_bucket(bucket: Settings, server: ModelServer) -> None:
    fetch(bucket)
    (here,) = Models(bucket).installed().values()
    assert (here.manifest.version, here.manifest.origin) == ("training_3.0", server.bucket)
    assert {file.name for file in here.folder.iterdir()} == {
        *("model.engl.bin", "lex.engl.bin", "vocab.engl.spm"),
        "manifest.json",
    }
    for kind, (plain, _) in server.files.items():
        assert next(here.folder.glob(f"{kind}.*")).read_bytes() == plain


def test_a_model_of_the_bucket_goes_on_where_it_broke_off(bucket: Settings, server: ModelServer) -> None:
    server.cut_after = CUT
    with pytest.raises(ModelError, match="goes on from there") as broken:
        fetch(bucket)
    assert broken.value.code == "model_unreachable"
    fetch(bucket)
    assert server.asked[1][1] == f"bytes={CUT}-"
    assert installed(bucket) == ["en-gl"]


def test_a_whole_file_of_unknown_size_is_not_fetched_again(bucket: Settings, server: ModelServer) -> None:
    models = Models(bucket)
    model = models.available()["en-gl"]
    steps = 0

    def until_the_second_file() -> bool:
        nonlocal steps
        steps = len({path for path, _ in server.asked})
        return steps == 2

    with pytest.raises(ModelError, match="was stopped"):
        models.get(model, stop=until_the_second_file)
    came = sum(part.stat().st_size for part in (bucket.model_directory / ".unfinished").glob("*.part"))
    progress = list[int]()
    models.get(model, progress.append)
    assert progress[0] > 0
    assert sum(progress) >= came
    assert installed(bucket) == ["en-gl"]


@pytest.mark.parametrize("source", ["catalogue", "bucket"])
@pytest.mark.parametrize(
    ("fault", "told"),
    [("longer", "longer than its list says|not what the list says"), ("damaged", "damaged|not what the list says")],
)
def test_what_is_not_as_listed_is_thrown_away(
    tmp_path: Path, server: ModelServer, source: str, fault: str, told: str
) -> None:
    settings = settings_for(tmp_path, getattr(server, source))
    setattr(server, fault, True)
    server.cut_after = CUT if fault == "damaged" else None
    with pytest.raises(ModelError):
        fetch(settings)
    with pytest.raises(ModelError, match=told) as broken:
        fetch(settings)
    assert broken.value.code == "model_damaged"
    assert installed(settings) == []
    setattr(server, fault, False)
    fetch(settings)
    assert installed(settings) == ["en-gl"]


@pytest.mark.parametrize(("source", "code"), [("catalogue", "model_unreachable"), ("bucket", "model_damaged")])
def test_a_file_that_ends_too_early_is_no_file(tmp_path: Path, server: ModelServer, source: str, code: str) -> None:
    settings = settings_for(tmp_path, getattr(server, source))
    server.short = True
    with pytest.raises(ModelError) as broken:
        fetch(settings)
    assert broken.value.code == code
    assert installed(settings) == []
    server.short = False
    fetch(settings)
    assert installed(settings) == ["en-gl"]


def test_a_server_that_sends_no_end_is_left_at_the_listed_size(bucket: Settings, server: ModelServer) -> None:
    """The size of a vocabulary is not listed: it is given up at 32 MB."""
    server.files = server.files | {"vocab": (bytes(100), b"")}
    server.endless = "vocab"
    with pytest.raises(ModelError, match="longer than its list says"):
        fetch(bucket)
    assert not any((bucket.model_directory / ".unfinished").glob("*.part")) or all(
        part.stat().st_size < 1_000_000 for part in (bucket.model_directory / ".unfinished").glob("*.part")
    )


def test_a_packed_file_that_grows_without_end_is_refused(bucket: Settings, server: ModelServer) -> None:
    server.files = server.files | {"vocab": (bytes(70_000_000), b"")}
    with pytest.raises(ModelError, match="too large"):
        fetch(bucket)
    assert installed(bucket) == []


def test_who_waited_for_another_process_does_not_fetch_again(both: Settings, server: ModelServer) -> None:
    server.cut_after, server.stall = CUT, threading.Event()
    program = "import sys; from enishi.cli import main; sys.exit(main(['models', 'get', 'en-gl']))"
    named = {"ENISHI_DATA": str(both.data), "ENISHI_MODELS_LISTS": json.dumps(both.models_lists)}
    first = subprocess.Popen([sys.executable, "-c", program], env=os.environ | named, stdout=subprocess.DEVNULL)
    waited = threading.Event()
    while sum(part.stat().st_size for part in both.model_directory.glob(".unfinished/*.part")) < CUT:
        assert first.poll() is None
        waited.wait(0.01)
    models = Models(both)
    model = models.available()["en-gl"]
    with ThreadPoolExecutor() as threads:
        second = threads.submit(models.get, model)
        first.kill()  # the second goes on where the first was
        first.wait()
        server.stall.set()
        second.result(30)
    assert server.asked[1][1] == f"bytes={CUT}-"
    assert installed(both) == ["en-gl"]


def test_one_fetch_for_many_who_want_it(both: Settings, server: ModelServer) -> None:
    server.cut_after, server.stall = CUT, threading.Event()
    others = [Models(both) for _ in range(4)]
    model = others[0].available()["en-gl"]
    asked = threading.Event()

    def waiting() -> bool:
        asked.set()
        return False

    with ThreadPoolExecutor() as threads:
        fetches = [threads.submit(each.get, model, stop=waiting) for each in others]
        asked.wait(10)
        server.stall.set()
        done = [each.exception(30) for each in fetches]
    assert sum(fault is not None for fault in done) <= 1  # the one whose connection broke
    assert len({path for path, wanted in server.asked if wanted is None}) == 3
    assert len(server.asked) <= 4
    assert installed(both) == ["en-gl"]


def test_a_newer_version_is_seen_and_takes_the_place(both: Settings, server: ModelServer) -> None:
    fetch(both)
    assert Models(both).newer() == []
    server.version, server.files = "3.1", small_model(1)
    age(both, DAY + 60)
    models = Models(both)
    (newer,) = models.newer()
    assert (newer.name, newer.version) == ("en-gl", "3.1")
    models.get(newer)
    assert models.newer() == []
    (here,) = models.installed().values()
    assert (here.manifest.version, here.manifest.origin) == ("3.1", server.catalogue)
    server.version, server.files = "3.0", small_model(2)
    age(both, DAY + 60)
    assert Models(both).newer() == []  # an older one is no news


def test_the_longest_unused_leaves_for_a_new_one(tmp_path: Path, server: ModelServer) -> None:
    server.directions = tuple(("en", tag) for tag in ("ast", "eu", "gl", "oc"))
    settings = settings_for(tmp_path, server.catalogue, budget=1)  # two models of 360 kB and no third
    models = Models(settings)
    available = models.available()
    for name in ("en-ast", "en-eu"):
        models.get(available[name])
    with pytest.raises(ModelError, match="ENISHI_MODELS_BUDGET") as full:
        models.get(available["en-gl"])
    assert full.value.code == "model_budget"
    unused_for(models, "en-ast", 3 * 3600)
    unused_for(models, "en-eu", 5 * 3600)
    models.get(available["en-gl"])
    assert installed(settings) == ["en-ast", "en-gl"]
    models.get(available["en-gl"])  # takes its own place
    assert installed(settings) == ["en-ast", "en-gl"]
    with pytest.raises(ModelError, match="ENISHI_MODELS_BUDGET"):
        models.make_room(2_000_000)
    assert installed(settings) == ["en-ast", "en-gl"]


def unused_for(models: Models, name: str, seconds: float) -> None:
    os.utime(models.installed()[name].folder, (time.time() - seconds,) * 2)


def test_what_killed_processes_left_goes_away(bucket: Settings) -> None:
    left = bucket.model_directory / ".new-abc" / "fresh"
    left.mkdir(parents=True)
    forgotten = bucket.model_directory / ".unfinished" / "0123.part"
    forgotten.parent.mkdir()
    forgotten.write_bytes(b"x")
    os.utime(forgotten, (time.time() - 8 * DAY,) * 2)
    fetch(bucket)
    assert not left.exists()
    assert not forgotten.exists()


async def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(tmp_path: Path, server: ModelServer) -> None:
    if not await is_possible(tmp_path):
        pytest.skip("This system lets us have no file system of our own.")
    server.files = {kind: (bytes(9_000_000), packed) for kind, (_, packed) in server.files.items()}
    named = {"ENISHI_DATA": str(tmp_path), "ENISHI_MODELS_LISTS": json.dumps([server.catalogue])}
    program = "import sys; from enishi.cli import main; sys.exit(main(['models', 'get', 'en-gl']))"
    command = (*DISK_OF_ITS_OWN, str(tmp_path), sys.executable, "-c", program)
    fetching = await create_subprocess_exec(*command, env=os.environ | named, stderr=PIPE)
    _, said = await fetching.communicate()
    assert fetching.returncode == 1
    assert b"The disk has 8 MB left, and en-gl needs 27 MB." in said
    assert server.asked == []


def test_a_mirror_says_itself_where_its_files_are(tmp_path: Path, server: ModelServer) -> None:
    mirror = settings_for(tmp_path, f"{server.url}/mirror/list.json")
    fetch(mirror)
    assert installed(mirror) == ["en-gl"]
    assert {path.rpartition("/")[0] for path, _ in server.asked} == {"/mirror/files/main-workspace"}
