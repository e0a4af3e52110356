"""Which folders are models, and which are not."""

from pathlib import Path

import pytest

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox, pair_of

SHARED = ("model.xx.intgemm.alphas.bin", "lex.50.50.xx.s2t.bin", "vocab.xx.spm")
SPLIT = ("model.xx.bin", "srcvocab.xx.spm", "trgvocab.xx.spm")


def offered(directory: Path) -> set[tuple[str, str]]:
    found = Firefox(Settings(models=directory)).directions()
    return {(one.source, one.target) for one in found} - {("en", "pt"), ("pt", "en")}


@pytest.mark.parametrize(
    ("files", "whole"),
    [(SHARED, True), (SPLIT, True), (SHARED[:2], False), (SPLIT[:2], False), (SHARED[1:], False), ((), False)],
)
def test_a_folder_is_a_model_when_nothing_is_missing(tmp_path: Path, files: tuple[str, ...], *, whole: bool) -> None:
    (tmp_path / "en-de").mkdir()
    for name in files:
        (tmp_path / "en-de" / name).touch()
    assert offered(tmp_path) == ({("en", "de")} if whole else set())


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("en-pt", ("en", "pt")),
        ("en-zh-Hant", ("en", "zh-Hant")),
        ("zh-Hans-en", ("zh-Hans", "en")),
        ("enpt-1693087644", ("en", "pt")),
        (".new-en-pt", None),
        ("models", None),
        ("en-pt.old", None),
    ],
)
def test_folders_tell_their_languages(name: str, pair: tuple[str, str] | None) -> None:
    assert pair_of(name) == pair


def test_a_damaged_model_says_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "en-de").mkdir()
    for name in SHARED:
        (tmp_path / "en-de" / name).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="en-de cannot be used"):
        Firefox(Settings(models=tmp_path)).open("en", "de")
