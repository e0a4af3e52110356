"""Which folders are CTranslate2 models, of which languages, and how their words come and go."""

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from enishi.errors import EngineFailed, ModelError
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engines import ct2
from enishi.translate.engines.ct2 import CTranslate2
from enishi.translate.engines.ct2_folders import folders, tag_of
from tests.engines import tiny

SAID = ("Where is the station?", "I bought bread and cheese.", "Good morning, everybody!")


def many(place: Path, tokens: list[str]) -> Path:
    place.mkdir(parents=True)
    (place / "model.bin").touch()
    (place / "shared_vocabulary.json").write_text(json.dumps(["<s>", "▁a", *tokens]))
    return place


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("pb", "pt-BR"),
        ("zt", "zh-Hant"),
        ("por_Latn", "pt"),
        ("zho_Hans", "zh-Hans"),
        ("zho_Hant", "zh-Hant"),
        ("arb_Arab", "ar"),
        ("kor_Hang", "ko"),
        ("jpn_Jpan", "ja"),
        ("srp_Cyrl", "sr"),
        ("swh_Latn", "sw"),
        ("uzn_Latn", "uz"),
        ("ary_Arab", "ary"),
    ],
)
def test_codes_become_tags(code: str, tag: str) -> None:
    assert tag_of(code) == tag


@pytest.mark.parametrize(
    ("family", "tokens", "frame"),
    [
        ("nllb", ["eng_Latn", "por_Latn", "zho_Hans", "zho_Hant"], (["eng_Latn"], ["zho_Hans"])),
        ("m2m-100", ["__en__", "__pt__", "__zh__"], (["__en__"], ["__zh__"])),
        ("madlad", ["<2en>", "<2pt>", "<2zh>"], (["<2zh>"], [])),
    ],
)
def test_a_model_of_many_languages_is_told_them(
    tmp_path: Path, family: str, tokens: list[str], frame: tuple[list[str], list[str]]
) -> None:
    many(tmp_path / "any-name", tokens)
    (found,) = folders(tmp_path)
    assert found.family == family
    languages = ("en", "pt", "zh-Hans", "xx")
    assert set(found.pairs(languages)) >= {("en", "zh-Hans"), ("pt", "en"), ("zh-Hans", "pt")}
    assert all("xx" not in pair for pair in found.pairs(languages))
    assert found.control_tokens("en", "zh-Hans") == frame


def test_one_language_under_two_names_is_not_translated_into_itself(tmp_path: Path) -> None:
    many(tmp_path / "nllb", ["eng_Latn", "por_Latn", "zho_Hans"])
    assert ("zh", "zh-Hans") not in set(folders(tmp_path)[0].pairs(("en", "zh", "zh-Hans")))


def test_folders_that_are_no_models_are_passed_over(tmp_path: Path) -> None:
    for name in ("opus-mt-en-de", "opus-mt-en-roa", "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.bin").touch()
    (tmp_path / "opus-mt-en-de" / "source.spm").touch()
    assert [(found.family, found.pair) for found in folders(tmp_path)] == [("opus-mt", ("en", "de"))]
    assert folders(tmp_path / "nothing") == []


def test_the_better_family_is_taken(tmp_path: Path) -> None:
    tiny.argos(tmp_path, SAID, "en", "pt")
    tiny.many(tmp_path, SAID, ("eng_Latn", "por_Latn", "cat_Latn"))
    engine = CTranslate2(Settings(ctranslate2=tmp_path, languages=("en", "ca")))
    assert {(one.source, one.target): one.cost for one in engine.directions()} == {
        ("en", "pt"): COSTS["argos"],
        ("en", "ca"): COSTS["nllb"],
        ("ca", "en"): COSTS["nllb"],
    }


def test_without_the_extra_it_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.argos(tmp_path, SAID, "en", "pt")
    monkeypatch.setattr(ct2, "find_spec", lambda _: None)
    assert CTranslate2(Settings(ctranslate2=tmp_path)).directions() == []


def test_directions_of_one_model_share_it(tmp_path: Path) -> None:
    tiny.many(tmp_path, SAID, ("eng_Latn", "por_Latn", "cat_Latn"))
    engine = CTranslate2(Settings(ctranslate2=tmp_path))
    first, second = engine.open("en", "pt"), engine.open("pt", "ca")
    assert len(engine._models) == 1
    first.close()
    assert second.translate(SAID[:1])
    second.close()
    assert len(engine._models) == 0


def test_a_damaged_model_says_where_it_lies(tmp_path: Path) -> None:
    tiny.argos(tmp_path, SAID, "en", "pt")
    place = tmp_path / "translate-en_pt-1_0"
    (place / "model" / "model.bin").write_bytes(b"not a model")
    with pytest.raises(ModelError, match=str(place)):
        CTranslate2(Settings(ctranslate2=tmp_path)).open("en", "pt")
    (place / "metadata.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be read"):
        CTranslate2(Settings(ctranslate2=tmp_path)).directions()


def test_a_tokenizer_of_hugging_face_serves_too(tmp_path: Path) -> None:
    words = ["where", "is", "bread"]
    marks = ["__en__", "__de__", "__fr__"]
    place = tmp_path / "m2m"
    tiny.model(place, words, marks)
    engine = CTranslate2(Settings(ctranslate2=tmp_path))
    with pytest.raises(ModelError, match="no tokenizer"):
        engine.open("en", "de")
    numbers = {word: number for number, word in enumerate([*tiny.SPECIAL, *words, *marks])}
    tokenizer = Tokenizer(WordLevel(numbers, "<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(place / "tokenizer.json"))
    (output,) = engine.open("en", "de").translate(["where is bread"])
    assert set(output.split()) <= set(words)
    assert output


def test_a_model_that_does_not_come_to_an_end_fails(tmp_path: Path) -> None:
    place = tmp_path / "translate-en_pt-1_0"
    place.mkdir()
    (place / "metadata.json").write_text(json.dumps({"from_code": "en", "to_code": "pt"}))
    tiny.model(place / "model", tiny.tokenizer(place, SAID), endless=True)
    with pytest.raises(EngineFailed, match="end"):
        CTranslate2(Settings(ctranslate2=tmp_path)).open("en", "pt").translate(SAID[:1])
