"""Strange engines, and settings that name them."""

from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import Strangers


@pytest.fixture
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Strangers:
    return Strangers(tmp_path / "strangers", monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, strangers: Strangers) -> Settings:
    return Settings(data=tmp_path, engines=("stranger",), deadline=10)


@pytest.fixture
def settings_of_machine(tmp_path: Path) -> Settings:
    """Every engine that the machine has, with the models that lie here."""
    return Settings(data=tmp_path, deadline=60)
