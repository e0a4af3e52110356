"""Engines are found by their entry points, and fail by name."""

from pathlib import Path

import pytest

from enishi.errors import EngineUnusable
from enishi.settings import Settings
from enishi.translate.registry import load_engines
from tests.engines import FaultyEngines


def test_our_own_come_through_the_same_door(tmp_path: Path) -> None:
    assert list(load_engines(Settings(data=tmp_path))) == [
        "apertium",
        "ctranslate2",
        "firefox",
        "libretranslate",
        "llm",
    ]


def test_engines_of_other_packages_are_found(tmp_path: Path, faulty: FaultyEngines) -> None:
    assert list(load_engines(Settings(data=tmp_path, engines=("faulty", "firefox")))) == ["faulty", "firefox"]


def test_one_that_cannot_start_is_named(tmp_path: Path, faulty: FaultyEngines) -> None:
    with pytest.raises(EngineUnusable, match="“broken” cannot start: OSError: no such accelerator"):
        load_engines(Settings(data=tmp_path))


def test_one_that_is_not_installed_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(EngineUnusable, match="“deep”; installed: apertium, ctranslate2, firefox"):
        load_engines(Settings(data=tmp_path, engines=("deep",)))
