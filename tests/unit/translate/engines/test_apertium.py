"""Mode files as Debian has them, programs that are missing, and programs that die."""

import os
import signal
from pathlib import Path

import pytest

from enishi.errors import EngineFailed
from enishi.settings import Settings
from enishi.translate.engine import Direction
from enishi.translate.engines.apertium import Apertium, ApertiumTranslation

CAT = "cat -u"


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    directory = tmp_path / "apertium" / "modes"
    directory.mkdir(parents=True)
    return directory


def engine(modes: Path) -> Apertium:
    return Apertium(Settings(data=modes, apertium=modes.parent))


def test_only_plain_pairs_are_offered_and_iso_639_3_becomes_bcp_47(modes: Path) -> None:
    names = ("spa-cat", "spa-cat_valencia", "eco-fr-es", "nob-nno", "es-pt_BR", "spa-cat-tagger", "oci-spa", "crh-tur")
    for name in names:
        (modes / f"{name}.mode").write_text("cat '/x/y z.bin'")
    pairs = [(direction.source, direction.target) for direction in engine(modes).directions()]
    assert pairs == [("crh", "tr"), ("nb", "nn"), ("oc", "es"), ("es", "ca")]


def test_a_pair_whose_programs_are_missing_says_what_to_install(modes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (modes / "spa-cat.mode").write_text("cat -w 'a.bin' | cg-proc -w 'b.bin' | lt-proc $1 'c.bin' | lt-proc 'd.bin'")
    monkeypatch.setenv("PATH", "/bin" if Path("/bin/cat").exists() and not Path("/bin/cg-proc").exists() else "")
    (found,) = engine(modes).directions()
    assert isinstance(found, Direction)
    assert "cg-proc (Debian package cg3)" in found.lacks
    assert found.lacks.count("lt-proc") == 1


def test_dead_programs_are_started_again(modes: Path) -> None:
    pair = ApertiumTranslation([CAT.split()] * 3)
    assert pair.translate(["Hola"]) == ["Hola"]
    os.kill(pair._pipeline[1].pid, signal.SIGKILL)
    assert pair.translate(["Hola [~] \\ ~", "^adiós$"]) == ["Hola [~] \\ ~", "^adiós$"]
    pair.close()


def test_programs_that_always_die_are_a_failure(modes: Path) -> None:
    pair = ApertiumTranslation([CAT.split(), ["true"]])
    with pytest.raises(EngineFailed, match="ended"):
        pair.translate(["Hola"])
    pair.close()


def test_closing_leaves_no_process(modes: Path) -> None:
    pair = ApertiumTranslation([CAT.split()] * 2)
    pair.close()
    assert [program.returncode for program in pair._pipeline] == [-signal.SIGKILL] * 2


@pytest.mark.apertium
def test_capitals_tildes_and_composed_letters() -> None:
    here = Apertium(Settings())
    if ("pt", "es") not in {(found.source, found.target) for found in here.directions() if not found.lacks}:
        pytest.skip("apertium-es-pt is not on this machine")
    pair = here.open("pt", "es")
    assert pair.translate(["Bom dia a todos.", "bom dia"]) == ["Buen día a todos.", "buen día"]
    assert pair.translate(["corac\u0327a\u0303o ~ 100%"]) == ["corazón ~ 100%"]
    pair.close()
