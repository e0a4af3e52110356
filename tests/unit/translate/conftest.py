"""Strange engines, and settings that name them."""

from pathlib import Path

import pytest

from enishi.settings import Settings
from tests.engines import FaultyEngines


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaultyEngines:
    return FaultyEngines(tmp_path / "faulty", monkeypatch)


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), deadline=10)


@pytest.fixture
def settings_of_machine(tmp_path: Path) -> Settings:
    """Every engine that the machine has, with the models that lie here."""
    return Settings(data=tmp_path, deadline=60)
