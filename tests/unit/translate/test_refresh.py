"""Engines whose directions come and go while the server runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from enishi.errors import NoRoute
from enishi.settings import Settings
from enishi.translate.engine import Direction, Engine
from enishi.translate.engines.apertium import Apertium
from enishi.translate.pool.pool import Pool
from enishi.translate.translator import Translator


class Broken(Apertium):
    """Fails to say what it has, as a server does that is away."""

    def directions(self) -> Sequence[Direction]:
        raise OSError


async def test_a_pair_that_appears_on_the_machine_is_used_and_one_that_goes_is_not(tmp_path: Path) -> None:
    modes = tmp_path / "modes"
    modes.mkdir()
    engines: Mapping[str, Engine] = {"apertium": Apertium(Settings(apertium=tmp_path))}
    changes: list[frozenset[str]] = []
    async with Pool(()) as pool:
        translator = Translator(engines, pool, 10)
        translator.watch(lambda: changes.append(translator.languages))
        await translator.refresh()
        assert changes == []  # nothing is new
        (modes / "spa-cat.mode").write_text("cat")
        await translator.refresh()
        assert [step.engine for step in translator.route("es", "ca")] == ["apertium"]
        (modes / "spa-cat.mode").unlink()
        await translator.refresh()
        with pytest.raises(NoRoute):
            translator.route("es", "ca")
    assert changes == [frozenset({"es", "ca"}), frozenset()]


async def test_an_engine_that_cannot_say_what_it_has_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "spa-cat.mode").write_text("cat")
    engines: dict[str, Engine] = {"apertium": Apertium(Settings(apertium=tmp_path))}
    async with Pool(()) as pool:
        translator = Translator(engines, pool, 10)
        engines["apertium"] = Broken(Settings(apertium=tmp_path))
        await translator.refresh()
        assert translator.leads("es", "ca")
    assert "could not be read" in caplog.text
