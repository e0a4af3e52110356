"""Models from a folder or an archive: copies of a model directory come in, everything else stays out."""

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from enishi.cli import main
from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.models import archives
from enishi.translate.models.archives import Found, opened
from enishi.translate.models.installed import Manifest
from enishi.translate.models.models import Models
from tests.unit.translate.model_server import small_model

Packed = Callable[[Path, Path], Path]
PLAIN = {kind: plain for kind, (plain, _) in small_model().items()}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The model directory of another house, with its lists and what is unfinished."""
    settings = Settings(data=tmp_path / "stick")
    models = Models(settings)
    for target in ("gl", "zh-Hant"):
        files = {f"{kind}.en{target}.{'spm' if kind == 'vocab' else 'bin'}": plain for kind, plain in PLAIN.items()}
        models.put(Manifest(source="en", target=target, version="3.0", origin="https://list.example"), files)
    (settings.model_directory / ".unfinished" / "1.part").write_bytes(b"x")
    (settings.model_directory / "notes.txt").write_text("Mine.")
    return settings.model_directory


def as_folder(folder: Path, _: Path) -> Path:
    return folder


def as_zip(folder: Path, place: Path) -> Path:
    with zipfile.ZipFile(place / "models.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    return place / "models.zip"


def as_tar(folder: Path, place: Path) -> Path:
    with tarfile.open(place / "models.tar.gz", "w:gz") as archive:
        archive.add(folder, "models")
    return place / "models.tar.gz"


@pytest.mark.parametrize("pack", [as_folder, as_zip, as_tar])
def test_a_copy_of_a_model_directory_comes_in(
    stick: Path, tmp_path: Path, pack: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    assert main(["models", "import", str(pack(stick, tmp_path)), "--data", str(here)]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == ["en-gl is ready.", "en-zh-Hant is ready."]
    models = Models(Settings(data=here)).installed()
    assert list(models) == ["en-gl", "en-zh-Hant"]
    assert {each.manifest.version for each in models.values()} == {"3.0"}
    for each in models.values():
        assert {file.name.partition(".")[0]: file.read_bytes() for file in each.folder.glob("*.*.*")} == PLAIN
    assert sorted(file.name for file in (here / "models").glob("[!.]*")) == ["en-gl", "en-zh-Hant"]


def test_a_folder_of_one_model_without_a_manifest(tmp_path: Path) -> None:
    place = tmp_path / "en-zh_hant"
    place.mkdir()
    for kind, plain in PLAIN.items():
        (place / f"{kind}.enzh.intgemm.{'spm' if kind == 'vocab' else 'bin'}").write_bytes(plain)
    with opened(place) as (found,):
        assert found.name == "en-zh-Hant"
        assert set(found.read()) == {"model.enzh-Hant.bin", "lex.enzh-Hant.bin", "vocab.enzh-Hant.spm"}


def test_a_damaged_copy_is_refused(stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = next((stick / "en-gl").glob("model.*"))
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    assert main(["models", "import", str(stick / "en-gl"), "--data", str(tmp_path / "here")]) == 1
    assert "model.engl.bin is damaged" in capsys.readouterr().err
    assert not (tmp_path / "here" / "models" / "en-gl").exists()


HOSTILE = [
    "../../outside/en-gl/model.engl.bin",
    "/tmp/en-gl/model.engl.bin",
    "en-gl/../../model.engl.bin",
    "..\\..\\model.engl.bin",
]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_no_name_in_an_archive_leads_out_of_the_directory(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"models.{kind}"
    members = dict.fromkeys(HOSTILE, PLAIN["model"])
    members |= {name.replace("model.engl.bin", "vocab.engl.spm"): PLAIN["vocab"] for name in HOSTILE}
    evil = Manifest(source="../..", target="en").model_dump_json().encode()
    members |= {"x/manifest.json": evil, "x/model.x.bin": b"x", "x/vocab.x.spm": b"x"}
    written(path, members)
    before = sorted(tmp_path.rglob("*"))
    settings = Settings(data=tmp_path / "deep" / "deeper" / "here")
    with opened(path) as found:
        for model in found:
            Models(settings).put(model.manifest, model.read())
    assert sorted(settings.model_directory.glob("[!.]*")) == [settings.model_directory / "en-gl"]
    outside = [each for each in tmp_path.rglob("*") if tmp_path / "deep" not in (each, *each.parents)]
    assert sorted(outside) == before


def written(path: Path, members: dict[str, bytes]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return
    with tarfile.open(path, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_links_and_devices_in_an_archive_are_passed_over(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "models.tar", "w") as tar:
        for name in ("en-gl/model.engl.bin", "en-gl/vocab.engl.spm"):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(info)
    with pytest.raises(ModelError, match="There is no model"), opened(tmp_path / "models.tar"):
        pass


@pytest.mark.parametrize("pack", [as_zip, as_tar])
def test_a_bomb_is_not_unpacked(tmp_path: Path, pack: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LONGEST", 1_000_000)
    folder = tmp_path / "models" / "en-gl"
    folder.mkdir(parents=True)
    (folder / "model.engl.bin").write_bytes(bytes(50_000_000))
    (folder / "vocab.engl.spm").write_bytes(b"x")
    path = pack(folder.parent, tmp_path)
    assert path.stat().st_size < 100_000
    with pytest.raises(ModelError, match="this is no model"), opened(path) as found:
        found[0].read()


def test_an_archive_of_very_many_files_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_FILES", 100)
    written(tmp_path / "models.zip", {f"{number}.x": b"" for number in range(101)})
    with pytest.raises(ModelError, match="more than 100 files"), opened(tmp_path / "models.zip"):
        pass


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_an_archive_that_ends_early_is_told(stick: Path, tmp_path: Path, cut: float) -> None:
    whole = as_tar(stick, tmp_path).read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: int(len(whole) * cut)])
    with pytest.raises(ModelError), opened(tmp_path / "cut.tar.gz") as found:
        list(map(Found.read, found))


def test_what_is_nothing_of_the_kind_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.jpg").write_bytes(os.urandom(1000))
    (tmp_path / "empty").mkdir()
    for name, told in (("photo.jpg", "neither a folder nor"), ("empty", "no model in"), ("gone", "neither a folder")):
        assert main(["models", "import", str(tmp_path / name), "--data", str(tmp_path)]) == 1
        assert told in capsys.readouterr().err


def test_a_manifest_of_another_shape_is_no_manifest(tmp_path: Path) -> None:
    place = tmp_path / "en-gl"
    place.mkdir()
    for kind, plain in PLAIN.items():
        (place / f"{kind}.engl.{'spm' if kind == 'vocab' else 'bin'}").write_bytes(plain)
    (place / "manifest.json").write_text(json.dumps({"source": 3}))
    with pytest.raises(ModelError, match="no model"), opened(place):
        pass
