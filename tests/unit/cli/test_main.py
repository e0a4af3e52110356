"""Failures are sentences and exit codes, never tracebacks."""

import tomllib
from pathlib import Path

import pytest

from enishi.cli import main
from tests.engines import FaultyEngines

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_a_setting_that_is_wrong_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_PORT", "many")
    assert main(["languages"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("enishi: port: ")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "url", ["talk.example.org", "talk.example.org:8080", "//talk.example.org", "https://", "ftp://x"]
)
def test_an_address_of_which_no_page_would_be_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("ENISHI_URL", url)
    assert main(["languages"]) == 1
    told = "enishi: url: ENISHI_URL is a whole address, such as https://talk.example.org.\n"
    assert capsys.readouterr().err == told


def test_an_engine_that_cannot_start_is_named(capsys: pytest.CaptureFixture[str], faulty: FaultyEngines) -> None:
    assert main(["translate", "--from", "en", "--to", "pt", "Hello"]) == 1
    assert capsys.readouterr().err == ("enishi: The engine “broken” cannot start: OSError: no such accelerator.\n")


@pytest.mark.parametrize("words", [[], ["--help"], ["sing"], ["translate"]])
def test_it_tells_how_it_is_used(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == (0 if words == ["--help"] else 2)
    said = capsys.readouterr()
    assert "usage: enishi" in said.out + said.err


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"enishi {tomllib.loads(PROJECT.read_text())['project']['version']}\n"


def test_servers_that_could_share_no_database_do_not_start(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ENISHI_BUS", "nats://localhost")
    assert main(["serve", "--port", "0", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "enishi: Several processes (ENISHI_BUS) need a database that they can share (ENISHI_DATABASE).\n"
    )
