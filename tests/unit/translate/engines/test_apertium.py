"""Mode files as Debian has them, programs that are missing, and programs that die."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.errors import EngineFailed
from enishi.settings import Settings
from enishi.translate.engine import Direction
from enishi.translate.engines.apertium import Apertium, ApertiumTranslation
from enishi.translate.routes import Routes

CAT = "cat -u"


@pytest.fixture
def modes(tmp_path: Path) -> Path:
    directory = tmp_path / "apertium" / "modes"
    directory.mkdir(parents=True)
    return directory


def engine(modes: Path) -> Apertium:
    return Apertium(Settings(data=modes, apertium=modes.parent))


def test_pairs_are_offered_and_iso_639_3_becomes_bcp_47(modes: Path) -> None:
    names = ("spa-cat", "spa-cat_valencia", "eco-fr-es", "nob-nno", "es-pt_BR", "spa-cat-tagger", "oci-spa", "crh-tur")
    for name in names:
        (modes / f"{name}.mode").write_text("cat '/x/y z.bin'")
    pairs = [(direction.source, direction.target) for direction in engine(modes).directions()]
    assert pairs == [("crh", "tr"), ("nb", "nn"), ("oc", "es"), ("es", "ca"), ("es", "pt"), ("es", "ca-valencia")]


def test_variants_have_the_tags_that_browsers_send(modes: Path) -> None:
    names = (
        "spa-cat spa-cat_iec2017 spa-cat_valencia spa-cat_valencia_uni eng-cat_valencia ron-cat_iec2017 cat-oci_aran"
    )
    more = "oci_gascon-fra eng-hbs_HR eng-hbs_SR slv-hbs_BS eng-hbs_HR_purist hbs-eng nno_e-nno cat-por_PTpre1990"
    for name in f"{names} {more}".split():
        (modes / f"{name}.mode").write_text(f"cat '{name}.bin'")
    found = {pair: mode.stem for pair, mode in engine(modes)._pairs().items()}
    assert found == {
        ("es", "ca"): "spa-cat",
        ("es", "ca-valencia"): "spa-cat_valencia",
        ("en", "ca-valencia"): "eng-cat_valencia",
        ("ro", "ca"): "ron-cat_iec2017",
        ("ca", "oc-aranes"): "cat-oci_aran",
        ("oc-gascon", "fr"): "oci_gascon-fra",
        ("en", "hr"): "eng-hbs_HR",
        ("en", "sr-Latn"): "eng-hbs_SR",
        ("sl", "bs"): "slv-hbs_BS",
        ("sr-Latn", "en"): "hbs-eng",
        ("ca", "pt"): "cat-por_PTpre1990",
    }
    routes = Routes(engine(modes).directions())
    assert [step.target for step in routes.path("en", "ca")] == ["ca-valencia"], "better than nothing"
    assert [step.target for step in routes.path("es", "ca-valencia")] == ["ca-valencia"]
    assert routes.path("ca", "ca-valencia") == ()


def test_a_pair_whose_programs_are_missing_says_what_to_install(modes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (modes / "spa-cat.mode").write_text("cat -w 'a.bin' | cg-proc -w 'b.bin' | lt-proc $1 'c.bin' | lt-proc 'd.bin'")
    monkeypatch.setenv("PATH", "/bin" if Path("/bin/cat").exists() and not Path("/bin/cg-proc").exists() else "")
    (found,) = engine(modes).directions()
    assert isinstance(found, Direction)
    assert "cg-proc (Debian package cg3)" in found.lacks
    assert "lt-proc (Debian package lttoolbox)" in found.lacks
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


FRAMES = {
    "ca": "Hola a|És per a|Ho va dir|No vull|Anem amb",
    "es": "Hola a|Es para|Lo dijo|No quiero|Vamos con",
    "fr": "Bonjour à|C'est pour|Il a dit|Je ne veux pas|Nous allons avec",
    "it": "Ciao a|È per|Lo ha detto|Non voglio|Andiamo con",
    "pt": "Olá a|É para|Disse|Não quero|Vamos com",
}
LAST = {
    "ca": "tothom tots totes algun cap altre altres molts pocs aquest aquesta aquests això allò jo tu ell ella"
    " nosaltres vosaltres ells elles vostè mi res ningú algú tants més menys mateix",
    "es": "todo todos todas uno alguno ninguno otro otra otros mucho muchos pocos este esta estos aquel esto eso"
    " aquello yo tú él ella ellos ellas usted ustedes mí nosotros nada nadie algo alguien ambos varios tantos más",
    "fr": "tout tous toutes aucun autres ceci cela ça celui celle ceux moi toi lui eux elle elles nous vous rien"
    " personne plusieurs plus moins",
    "it": "tutto tutti tutte alcuni nessuno altro altri molti pochi questo questa questi quello quelli ciò me te lui"
    " lei noi voi loro niente qualcosa qualcuno tanti più meno",
    "pt": "todo todos todas algum nenhum outro outra outros muitos poucos este esta estes esse aquele isto isso"
    " aquilo eu tu ele ela nós eles elas você vocês mim ti nada ninguém algo alguém ambos vários tantos mais menos",
}


@pytest.fixture
def opened(pair: str) -> Iterator[ApertiumTranslation]:
    source, target = pair.split("-")
    here = Apertium(Settings())
    if (source, target) not in {(found.source, found.target) for found in here.directions() if not found.lacks}:
        pytest.skip(f"Apertium has no {pair} on this machine")
    translation = here.open(source, target)
    yield translation
    translation.close()


@pytest.mark.apertium
@pytest.mark.parametrize("pair", ["ca-es", "es-ca", "es-fr", "es-it", "es-pt", "fr-es", "it-es", "pt-es"])
def test_the_last_word_of_a_line_without_a_mark_is_not_lost(pair: str, opened: ApertiumTranslation) -> None:
    source = pair[:2]
    lost = []
    for frame in FRAMES[source].split("|"):
        without, *made = opened.translate([frame, *(f"{frame} {word}" for word in LAST[source].split())])
        lost += [text for text in made if text.rstrip().casefold() == without.rstrip().casefold()]
    assert lost == []


@pytest.mark.apertium
@pytest.mark.parametrize(
    ("pair", "text", "expected"),
    [
        ("es-ca", "Hola a todos", "Hola a tots"),
        ("es-ca", "Hola a todos.", "Hola a tots."),
        ("es-ca", "Hola a todos...", "Hola a tots..."),
        ("es-ca", "dice etc", "diu etc"),
        ("es-ca", "Hola a el", "Hola al"),
        ("it-es", "Ciao a tutti", "Ciao a todos"),
        ("es-pt", "¿Quién es?", "Quem é?"),
        ("es-ca", "viven en EE.UU.", "viuen als EUA."),
    ],
)
def test_the_end_of_a_line_is_that_of_the_text(opened: ApertiumTranslation, text: str, expected: str) -> None:
    assert opened.translate([text]) == [expected]


@pytest.mark.apertium
@pytest.mark.parametrize("pair", ["pt-es"])
def test_capitals_tildes_and_composed_letters(opened: ApertiumTranslation) -> None:
    assert opened.translate(["Bom dia a todos.", "bom dia"]) == ["Buen día a todos.", "buen día"]
    assert opened.translate(["corac\u0327a\u0303o ~ 100%"]) == ["corazón ~ 100%"]
