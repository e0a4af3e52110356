"""`enishi models` against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.cli import main
from tests.support.mirror import mirrored
from tests.unit.translate.model_server import ModelServer, packed_model, serving, small_model


@pytest.fixture
def server(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with serving(packed_model()) as state:
        monkeypatch.setenv("ENISHI_MODELS_LISTS", f'["{state.catalogue}"]')
        yield state


def test_listed_fetched_used_and_removed(capsys: pytest.CaptureFixture[str], server: ModelServer) -> None:
    assert main(["models", "list"]) == 0
    assert capsys.readouterr().out.split()[0] == "en-gl"

    assert main(["models", "get", "gl"]) == 0
    said = capsys.readouterr()
    assert said.out == "en-gl is ready.\n"
    assert said.err.startswith("Fetching en-gl, ")

    assert main(["models", "get", "en-gl"]) == 0
    assert capsys.readouterr().out == "en-gl is here already.\n"

    assert main(["models", "list", "--installed"]) == 0
    assert "here, " in capsys.readouterr().out

    assert main(["translate", "--from", "en", "--to", "gl", "Good morning."]) == 0
    assert capsys.readouterr().out == "Bom dia.\n"

    assert main(["models", "remove", "en-gl"]) == 0
    assert main(["models", "list", "--installed"]) == 0
    assert capsys.readouterr().out == "en-gl is removed.\n"


def test_what_recognises_speech_comes_and_goes(
    capsys: pytest.CaptureFixture[str], server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "published").mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / "published" / name).write_text('{"added_tokens": []}')
    with mirrored() as mirror:
        mirror.publish_speech(tmp_path / "published", monkeypatch)
        monkeypatch.setenv("ENISHI_WHISPER_SOURCE", mirror.url)
        assert main(["models", "list"]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == "speech              0.0 MB to fetch"
        assert main(["models", "get", "speech", "gl"]) == 0
        assert capsys.readouterr().out == "speech is ready.\nen-gl is ready.\n"
        assert main(["models", "get", "speech"]) == 0
        assert main(["models", "list", "--installed"]) == 0
        assert capsys.readouterr().out.split()[-2:] == ["speech", "here"]
        assert main(["models", "remove", "speech"]) == 0
        assert capsys.readouterr().out == "speech is removed.\n"
        assert main(["models", "remove", "speech"]) == 1
        monkeypatch.setenv("ENISHI_RECOGNISERS", '["moonshine"]')
        assert main(["models", "get", "speech"]) == 1
        assert "the extra `whisper`" in capsys.readouterr().err


def test_a_model_that_is_nowhere(capsys: pytest.CaptureFixture[str], server: ModelServer) -> None:
    for verb, where in (("get", "The lists have"), ("remove", "The model directory has")):
        assert main(["models", verb, "tlh"]) == 1
        assert capsys.readouterr().err == f"enishi: {where} no model tlh; `enishi models list` tells what there is.\n"


def test_every_command_means_the_directory_of_the_command_line(
    capsys: pytest.CaptureFixture[str], server: ModelServer, tmp_path: Path
) -> None:
    server.directions = (("en", "zh-Hant"),)
    there = ["--data", str(tmp_path / "service")]
    assert main(["models", "get", "zh-TW", *there]) == 0
    assert capsys.readouterr().out == "en-zh-Hant is ready.\n"
    assert main(["models", "list", "--installed"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["models", "list", "--installed", *there]) == 0
    assert capsys.readouterr().out.split()[0] == "en-zh-Hant"
    assert main(["languages", "zh-Hant", *there]) == 0
    assert "en       zh-Hant  en → zh-Hant (firefox)" in capsys.readouterr().out
    assert main(["translate", "--from", "en", "--to", "zh-HK", *there, "Good morning."]) == 0
    assert capsys.readouterr().out == "Bom dia.\n"
    assert main(["models", "remove", "zh-HK", *there]) == 0
    assert capsys.readouterr().out == "en-zh-Hant is removed.\n"


def test_a_newer_version_is_told_and_fetched(
    capsys: pytest.CaptureFixture[str], server: ModelServer, data: Path
) -> None:
    server.files = small_model()
    assert main(["models", "get", "gl"]) == 0
    assert main(["models", "update"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Every model is the newest that its list has."
    server.files, server.version = small_model(1), "3.1"
    (kept,) = (data / "models" / ".lists").iterdir()
    kept.unlink()
    assert main(["models", "list"]) == 0
    assert "an update is there" in capsys.readouterr().out
    assert main(["models", "update"]) == 0
    assert capsys.readouterr().out == "en-gl is now 3.1.\n"


def test_a_server_that_fails(capsys: pytest.CaptureFixture[str], server: ModelServer) -> None:
    server.absent = True
    assert main(["models", "get", "gl"]) == 1
    assert "404" in capsys.readouterr().err
