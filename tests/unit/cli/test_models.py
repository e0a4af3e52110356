"""`enishi models` against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.cli import main
from tests.unit.translate.model_server import ModelServer, packed_model, serving


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


def test_a_model_that_is_nowhere(capsys: pytest.CaptureFixture[str], server: ModelServer) -> None:
    for verb, where in (("get", "The list"), ("remove", "The model directory")):
        assert main(["models", verb, "tlh"]) == 1
        assert (
            capsys.readouterr().err == f"enishi: {where} has no model tlh; `enishi models list` tells what there is.\n"
        )


def test_a_server_that_fails(capsys: pytest.CaptureFixture[str], server: ModelServer) -> None:
    server.absent = True
    assert main(["models", "get", "gl"]) == 1
    assert "404" in capsys.readouterr().err
