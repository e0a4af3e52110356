"""An engine earns trust by its work, and loses it by an offence."""

import pytest

from enishi.translate.pool import engine_health as trust
from enishi.translate.pool.engine_health import EARNED, Trust


@pytest.fixture
def house() -> Trust:
    """Another engine is in use, too."""
    trust = Trust()
    trust.praise("other", 1)
    return trust


def test_it_is_earned_sentence_by_sentence(house: Trust) -> None:
    house.praise("engine", EARNED - 1)
    assert not house.has("engine")
    house.praise("engine", 1)
    assert house.has("engine")


def test_an_offence_ends_it_until_time_and_work_have_passed(house: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    house.praise("engine", EARNED)
    house.blame("engine")
    house.praise("engine", EARNED)
    assert not house.has("engine")
    monkeypatch.setattr(trust, "RECOVERY", 0)
    assert house.has("engine")
    house.blame("engine")
    assert not house.has("engine")


def test_the_only_engine_in_use_needs_none() -> None:
    alone = Trust()
    alone.blame("engine")
    assert alone.has("engine")
