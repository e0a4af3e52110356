"""An engine earns trust by its work, and loses it by an offence."""

import pytest

from enishi.translate.pool import engine_health
from enishi.translate.pool.engine_health import MIN_SENTENCES, EngineHealth


@pytest.fixture
def health() -> EngineHealth:
    """Another engine is in use, too."""
    health = EngineHealth()
    health.record_success("other", 1)
    return health


def test_it_is_earned_sentence_by_sentence(health: EngineHealth) -> None:
    health.record_success("engine", MIN_SENTENCES - 1)
    assert not health.is_trusted("engine")
    health.record_success("engine", 1)
    assert health.is_trusted("engine")


def test_an_offence_ends_it_until_time_and_work_have_passed(
    health: EngineHealth, monkeypatch: pytest.MonkeyPatch
) -> None:
    health.record_success("engine", MIN_SENTENCES)
    health.record_failure("engine")
    health.record_success("engine", MIN_SENTENCES)
    assert not health.is_trusted("engine")
    monkeypatch.setattr(engine_health, "RECOVERY", 0)
    assert health.is_trusted("engine")
    health.record_failure("engine")
    assert not health.is_trusted("engine")


def test_the_only_engine_in_use_needs_none() -> None:
    alone = EngineHealth()
    alone.record_failure("engine")
    assert alone.is_trusted("engine")
