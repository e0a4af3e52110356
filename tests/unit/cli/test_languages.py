"""`enishi languages`, for people and for programs."""

import json
from pathlib import Path

import pytest

from enishi.cli import main
from tests.engines import FaultyEngines


@pytest.fixture(autouse=True)
def _only_strangers(faulty: FaultyEngines, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_ENGINES", '["faulty"]')


def test_a_line_a_pair_then_what_is_not_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["from", "into", "through"]
    assert lines[1].split() == ["en", "qaa", "en", "→", "qaa", "(faulty)"]
    assert lines[-1] == "en → qae (faulty) needs patience."
    assert "qaa      qad      qaa → en (faulty) → qad (faulty)" in lines


def test_only_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "qad"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:-1]] == [[a, "qad"] for a in ("en", "qaa", "qab", "qac")]


def test_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["routes"][0] == {
        "source": "en",
        "target": "qaa",
        "steps": [{"engine": "faulty", "source": "en", "target": "qaa"}],
    }
    assert report["not_ready"] == [{"engine": "faulty", "source": "en", "target": "qae", "lacks": "patience"}]


def test_nothing_yet(capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_ENGINES", '["apertium"]')
    monkeypatch.setenv("ENISHI_APERTIUM", str(data))
    assert main(["languages"]) == 0
    assert "enishi models get" in capsys.readouterr().out
