"""The model that recognises speech, fetched from a real server: whole and as it is pinned, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.speech.models import PUBLISHED, SpeechModel
from enishi.speech.recognisers import whisper_base
from enishi.speech.recognisers.whisper import LANGUAGES, Whisper
from enishi.translate.models.models import Models
from tests.support.mirror import Mirror, mirrored
from tests.support.sound import needs_whisper_base

PIECE = 1 << 16
"""Bytes that are written at once."""

FILES = {
    "config.json": b"{}" + bytes(2 * PIECE),
    "tokenizer.json": b'{"added_tokens": []}',
    "vocabulary.txt": b"a",
    "model.bin": b"x" * 999,
}


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    folder = tmp_path / "published"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    with mirrored() as mirror:
        mirror.publish_speech(folder, monkeypatch)
        yield mirror


@pytest.fixture
def settings(tmp_path: Path, mirror: Mirror) -> Settings:
    return Settings(data=tmp_path, whisper_source=f"{mirror.url}/", models_lists=mirror.lists)


def placed(settings: Settings) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in settings.whisper_directory.glob("*")}


def test_it_comes_whole_and_leaves_whole(settings: Settings) -> None:
    speech, steps = SpeechModel(settings), list[int]()
    assert (speech.can_come, speech.is_here) == (True, False)
    speech.get(steps.append)
    assert (placed(settings), sum(steps)) == (FILES, speech.size)
    assert (speech.can_come, speech.is_here) == (False, True)
    assert [path.name for path in settings.model_directory.glob("[!.]*")] == ["whisper"]
    assert not list(settings.model_directory.glob(".unfinished/*.part"))
    speech.remove()
    assert placed(settings) == {}
    with pytest.raises(ModelError, match="no model"):
        speech.remove()


def test_it_goes_on_where_it_broke_off(settings: Settings, mirror: Mirror) -> None:
    mirror.cut_after = PIECE
    with pytest.raises(ModelError):
        SpeechModel(settings).get()
    assert placed(settings) == {}
    SpeechModel(settings).get()
    assert placed(settings) == FILES
    assert [wanted for _, wanted in mirror.asked if wanted] == [f"bytes={PIECE}-"]


def test_another_file_of_the_same_length_is_never_placed(settings: Settings, mirror: Mirror) -> None:
    assert mirror.speech
    (mirror.speech / "model.bin").write_bytes(b"y" * 999)
    with pytest.raises(ModelError, match=r"model\.bin arrived damaged"):
        SpeechModel(settings).get()
    assert placed(settings) == {}


def test_it_counts_in_the_budget_and_stays(settings: Settings) -> None:
    SpeechModel(settings).get()
    models = Models(settings.model_copy(update={"models_budget": 1}))
    models.make_room(800_000)
    with pytest.raises(ModelError, match="1 MB of the disk"):
        models.make_room(999_000)
    assert placed(settings) == FILES


def test_the_directory_of_the_organiser_is_theirs(settings: Settings, tmp_path: Path) -> None:
    mine = SpeechModel(settings.model_copy(update={"whisper": tmp_path / "mine"}))
    assert not mine.can_come
    with pytest.raises(ModelError, match="your own"):
        mine.remove()
    assert not SpeechModel(settings.model_copy(update={"recognisers": ("moonshine",)})).can_come


def test_what_is_published_is_whole() -> None:
    for published in PUBLISHED.values():
        assert {"model.bin", "config.json", "tokenizer.json", "vocabulary.txt"} == set(published.files)
        assert all(size and len(sha256) == 64 for size, sha256 in published.files.values())


@needs_whisper_base
def test_the_packages_agree_about_what_they_share(tmp_path: Path) -> None:
    assert PUBLISHED["base"].files["config.json"][1] == whisper_base._FILES["config.json"][0]
    assert set(Whisper(Settings(data=tmp_path)).languages()) == LANGUAGES
