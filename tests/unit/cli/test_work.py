"""`enishi work`, where it cannot; how it works is a journey."""

from pathlib import Path

import pytest

from enishi.cli import main


def test_it_needs_a_bus(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    assert main(["work"]) == 1
    assert "ENISHI_BUS" in capsys.readouterr().err


def test_it_does_not_wait_for_work_that_it_could_not_do(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"BUS": "nats://127.0.0.1:1", "ENGINES": '["apertium"]', "APERTIUM": str(data)}.items():
        monkeypatch.setenv(f"ENISHI_{name}", value)
    assert main(["work"]) == 1
    assert capsys.readouterr().err.startswith("enishi: Nothing can be translated here")


def test_a_server_without_workers_needs_those_of_others(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENISHI_WORKERS", "0")
    assert main(["serve", "--host", "127.0.0.1", "--port", "0"]) == 1
    assert "ENISHI_BUS" in capsys.readouterr().err
