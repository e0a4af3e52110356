"""What every engine has to keep, asked of each direction on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enishi.errors import ModelError
from enishi.languages import canonical
from enishi.settings import LibreTranslateSettings, LlmSettings, Settings
from enishi.translate.engine import Engine, Translation
from enishi.translate.registry import load_engines
from tests.engines import tiny
from tests.support.web import web

APERTIUM = ("ca-es", "es-ca", "es-fr", "es-it", "es-pt", "fr-es", "it-es", "pt-es")
OTHERS = ("ctranslate2", "libretranslate", "llm")
DIRECTIONS = [
    *(("firefox", *pair.split("-")) for pair in ("en-pt", "pt-en")),
    *((name, *pair.split("-")) for name in OTHERS for pair in ("en-pt", "pt-en")),
    ("ctranslate2", "en", "es"),
    *(pytest.param(("apertium", *pair.split("-")), marks=pytest.mark.apertium) for pair in APERTIUM),
]
SAID = {
    "en": ["Where is the station?", "I bought bread and cheese.", "Good morning, everybody!"],
    "pt": ["Onde fica a estação?", "Comprei pão e queijo.", "Bom dia a todos!"],
    "es": ["¿Dónde está la estación?", "Compré pan y queso.", "¡Buenos días a todos!"],
    "ca": ["On és l’estació?", "Vaig comprar pa i formatge.", "Bon dia a tothom!"],
    "fr": ["Où est la gare ?", "J’ai acheté du pain et du fromage.", "Bonjour à tous !"],
    "it": ["Dov’è la stazione?", "Ho comprato pane e formaggio.", "Buongiorno a tutti!"],
}
HOSTILE = [
    *("\0", "a\0b", "\x1b[31mred\x07", "a\x01b\x02c\x7f", "line\nbreak", "tab\there", " ", "", "…", "12:30"),
    *("[]", "[", "]", "\\", "\\\\", "^a/b$", "^", "$", "<b>", "{x}", "@#~%", "~", "*bold* _so_ `code`"),
    *("\u202eabc\u200d\ufeff", "e\u0301", "👩‍👩‍👧", "\U0001f1ea\U0001f1f8", "\ufffd", "x" * 350, "no " * 110),
    *("السلام عليكم", "你好", "नमस्ते", "𝕬𝖇𝖈"),
]


def translate(path: str, body: Any, headers: dict[str, str]) -> object:
    """A server of LibreTranslate."""
    if path == "/languages":
        return [{"code": "en", "targets": ["en", "pt"]}, {"code": "pt", "targets": ["en", "pt"]}]
    return {"translatedText": [f"{text}>{body['target']}" for text in body["q"]]}


def answer(path: str, body: Any, headers: dict[str, str]) -> object:
    """A server of a language model, which says about as much as it was told."""
    told = body["messages"][1]["content"].removeprefix("<message>").removesuffix("</message>")
    return {"choices": [{"message": {"content": ("lá " * max(1, len(told) // 3)).strip()}}]}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    data = tmp_path_factory.mktemp("data")
    tiny.argos(data / "ct2", SAID["en"], "en", "es")
    tiny.many(data / "ct2", SAID["pt"], ("por_Latn", "eng_Latn", "cat_Latn"))
    with web(translate) as libretranslate, web(answer) as llm:
        yield load_engines(
            Settings(
                data=data,
                ctranslate2=data / "ct2",
                libretranslate=LibreTranslateSettings(url=libretranslate.url),
                llm=LlmSettings(url=llm.url, model="small"),
            )
        )


@pytest.fixture(scope="module", params=DIRECTIONS, ids=lambda direction: "-".join(direction))
def direction(request: pytest.FixtureRequest, engines: dict[str, Engine]) -> tuple[str, str, str]:
    name, source, target = request.param
    if not any((d.source, d.target, d.lacks) == (source, target, "") for d in engines[name].directions()):
        pytest.skip(f"{name} has nothing ready from {source} to {target} on this machine")
    return name, source, target


@pytest.fixture(scope="module")
def opened(direction: tuple[str, str, str], engines: dict[str, Engine]) -> Iterator[Translation]:
    name, source, target = direction
    translation = engines[name].open(source, target)
    yield translation
    translation.close()


def test_directions_are_named_and_tagged(engines: dict[str, Engine]) -> None:
    for name, engine in engines.items():
        for direction in engine.directions():
            assert direction.engine == name
            assert direction.cost > 0
            assert (canonical(direction.source), canonical(direction.target)) == (direction.source, direction.target)


def test_one_output_a_sentence_in_order(direction: tuple[str, str, str], opened: Translation) -> None:
    sentences = SAID[direction[1]]
    together = opened.translate(sentences)
    assert together == [opened.translate([sentence])[0] for sentence in sentences]
    assert all(output.strip() and output != sentence for output, sentence in zip(together, sentences, strict=True))


def test_hostile_text_breaks_nothing(direction: tuple[str, str, str], opened: Translation) -> None:
    sentence = SAID[direction[1]][1]
    (expected,) = opened.translate([sentence])
    for hostile in HOSTILE:
        (_, after) = opened.translate([hostile, sentence])
        assert after == expected, hostile


def test_no_sentences_give_no_outputs(opened: Translation) -> None:
    assert opened.translate([]) == []


@pytest.mark.parametrize("name", ["firefox", "apertium", *OTHERS])
def test_an_unknown_direction_is_a_model_error(name: str, engines: dict[str, Engine]) -> None:
    with pytest.raises(ModelError, match="from tlh to eo"):
        engines[name].open("tlh", "eo")


def test_closing_one_leaves_another_of_the_same_direction_open(
    direction: tuple[str, str, str], opened: Translation, engines: dict[str, Engine]
) -> None:
    name, source, target = direction
    engines[name].open(source, target).close()
    assert opened.translate(SAID[source][:1])


@pytest.mark.parametrize("name", ["apertium", *OTHERS])
def test_a_machine_without_models_has_no_directions(name: str, tmp_path: Path) -> None:
    engine = load_engines(Settings(data=tmp_path, apertium=tmp_path, engines=(name,)))[name]
    assert engine.directions() == []
