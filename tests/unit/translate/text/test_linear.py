"""No expression takes more than 5 ms for a hostile text of the permitted length."""

import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
import regex

import enishi.translate.text
from enishi.translate.engines import dialogue
from enishi.translate.text import pictographs, quantities, typography
from enishi.translate.text.noise import normalise
from enishi.translate.text.placeholders import insert_placeholders
from enishi.translate.text.quality_estimation import quality_issues
from enishi.translate.text.unsayable import unsayable

LENGTH, ATTACKS, LIMIT = 4000, 200, 0.005

ATOMS = [
    *"aA1 .,:;!?-_/\\@#%$<>(){}[]`\"'~^*+=|&\n\t²½€é田あ😀¿",
    *("a@", "a.", "1 ", "1,", "-1", "://", "```", "``", "{{", "%(", "<a ", "a=", "](", "&a", "XQ1", 'x="', "  ", "aa"),
    *("a-", "1-", ":a", "@**", "C:\\", "~/", "1 111", "Dr.", "1\ufe0f", ":'(", "III", "aaa", "\U00100000", "z. ", "…"),
]


def attacks() -> Iterator[str]:
    """Repetitions of a few characters, some with another beginning or end."""
    chance = random.Random(5)
    for _ in range(ATTACKS):
        unit = "".join(chance.choices(ATOMS, k=chance.choice((1, 1, 2, 2, 3, 4))))
        before = "".join(chance.choices(ATOMS, k=chance.choice((0, 0, 1, 2, 3))))
        yield (before + unit * LENGTH)[: LENGTH - 1] + chance.choice(ATOMS)[:1]
    for unit in "1", "1.", "1 ", "1 111 ", "a", "a.", "½", "-", "(", "<", "{":
        yield unit * (LENGTH // len(unit) - 1) + "1a"


def expressions() -> Iterator[tuple[str, re.Pattern[str] | regex.Pattern[str]]]:
    """Every compiled expression of the text layer."""
    names = [f"enishi.translate.text.{module.name}" for module in pkgutil.iter_modules(enishi.translate.text.__path__)]
    for module in (*map(import_module, names), dialogue):
        for name, value in vars(module).items():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, re.Pattern):
                    yield f"{module.__name__.removeprefix('enishi.translate.')}.{name}", each
    yield "text.pictographs", pictographs._pattern()


def seconds(work: Callable[[str], object], text: str) -> float:
    """The best of several tries: other processes may have the processor."""
    best = LIMIT * 2
    for _ in range(8):
        begun = time.process_time()
        work(text)
        best = min(best, time.process_time() - begun)
        if best <= LIMIT:
            break
    return best


@pytest.mark.parametrize(("name", "expression"), [*expressions()], ids=[name for name, _ in expressions()])
def test_an_expression_is_linear(name: str, expression: re.Pattern[str]) -> None:
    slow = [text for text in attacks() if seconds(lambda text: list(expression.finditer(text)), text) > LIMIT]
    assert slow == [], name


def test_there_are_expressions_to_try() -> None:
    assert len(dict(expressions())) > 25


@pytest.mark.parametrize(
    ("allowed", "work"),
    [
        (8, insert_placeholders),
        (3, lambda text: normalise(text, "en")),
        (3, lambda text: typography.typographic(text, text, "pt")),
        (3, lambda text: quantities.changed_quantities(text, text[:-1], ("en", "pt"))),
        (8, lambda text: quality_issues(text, text[1:], "pt", "en")),
        (8, lambda text: list(unsayable(text, frozenset("a1.")))),
    ],
)
def test_a_whole_step_is_linear(allowed: int, work: Callable[[str], object]) -> None:
    """In time, it is a few expressions and what is done with their matches; quadratic work would take seconds."""
    for text in attacks():
        assert seconds(work, text) <= LIMIT * allowed, text[:60]
