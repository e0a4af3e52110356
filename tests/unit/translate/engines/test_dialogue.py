"""Short lines are asked as dialogue, and come back as lines of their own."""

import pytest

from enishi.translate.engines.dialogue import as_dialogue, from_dialogue


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("hello", "- Hello!"),
        ("Thank you.", "- Thank you!"),
        ("Really?", "- Really?"),
        ("no way…", "- No way!"),
        ("How are you all?", None),
        ("XQ0 hello", None),
        ("v2", None),
        ("", None),
    ],
)
def test_what_is_asked(sentence: str, asked: str | None) -> None:
    assert as_dialogue(sentence) == asked


@pytest.mark.parametrize(
    ("answer", "sentence", "line"),
    [
        ("- Olá!", "hello", "Olá"),
        ("— Obrigado!", "Thank you.", "Obrigado."),
        ("- ¡Hola!", "hello", "Hola"),
        ("- Por quê?", "Why?", "Por quê?"),
        ("Olá!", "hello", None),
        ("-", "hello", None),
        ("- No! - No!", "Uhum", None),
        ("- Definitions! - Definitions!", "Definições", None),
        ("- Ne? - Noah?", "Né?", None),
        ("- Bem-vindo - hoje!", "welcome", "Bem-vindo - hoje"),
    ],
)
def test_what_comes_of_the_answer(answer: str, sentence: str, line: str | None) -> None:
    assert from_dialogue(answer, sentence) == line
