"""Sentences with what must come through, generated kind by kind, and how to see whether it came through."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from bench.kept_words import (
    CELLS,
    CHARACTERS,
    EMOJI,
    EMOTICONS,
    ENDS,
    FRAMES,
    MEASURED,
    NAMES,
    NEGATIONS,
    PLACEHOLDERS,
    QUOTED,
    SPANS,
)

FORMS = 40
"""Sentences of a kind and direction."""

Kept = Callable[[str], bool]
"""Whether a translation has what must come through."""


@dataclass(frozen=True)
class Form:
    """A sentence and its check; `same_as` is another form of it whose translation must be the same."""

    text: str
    kept: Kept | None = None
    same_as: str = ""


def forms(kind: str, language: str) -> list[Form]:
    """The same ones for the same kind and language."""
    chance = random.Random(f"{kind} {language}")
    if (language in LAST_WORDS) != (KINDS[kind] is _last_words):
        return []
    made = {form.text: form for form in KINDS[kind](language, chance)}
    return list(made.values())[:FORMS]


def _has(thing: str, made: str) -> bool:
    return thing in made


def _matches(pattern: str, made: str) -> bool:
    return re.search(pattern, made) is not None


def _has_cells(gap: str, number: int, made: str) -> bool:
    return len([cell for cell in made.split(gap) if cell.strip()]) == number


def _put(frames: Sequence[str], things: Sequence[str], chance: random.Random) -> Iterator[Form]:
    """Each thing in some sentences: it must come through as it is, and as often."""
    for _ in range(3):
        for thing in chance.sample(things, len(things)):
            text = chance.choice(frames).format(thing)
            yield Form(text, partial(_has, thing))


def _quantities(language: str, chance: random.Random) -> Iterator[Form]:
    while True:
        number = chance.randrange(2, 90)
        things = (
            *(
                "½ cup",
                "¼",
                f"{number}½",
                f"{number}¾ kg",
                "10²",
                f"10⁻{'³²'[number % 2]}",
                f"{number} m³",
                f"{number} km²",
            ),
            *(
                f"−{number} °C",
                f"-{number} °C",
                f"−{number}",
                f"−{number}.5%",
                f"{number} μg",
                f"{number} µg",
                f"{number} kΩ",
            ),
            *(f"{number} Ω", f"±{number} mm", f"{number} mg/ml", f"−{number} €", f"{number}°", f"{number}‰"),
        )
        thing = chance.choice(things).replace(" cup", "")
        wanted = "".join("[-−]" if each in "-−" else re.escape(each) for each in thing)
        yield Form(
            chance.choice(MEASURED[language]).format(thing),
            partial(_matches, rf"(?<![\d.,]){wanted}(?!\d)"),
        )


def _long_numbers(language: str, chance: random.Random) -> Iterator[Form]:
    while True:
        digit, length = chance.randrange(1, 9), chance.choice((14, 20, 30, 44, 84))
        thing = chance.choice((
            "".join(str(chance.randrange(10)) for _ in range(length)), str(digit) * length,
            " ".join(["4111", *[str(digit) * 4] * 3]), f"{digit}{digit} {digit}{digit} {digit}{digit}",
        ))  # fmt: skip
        yield Form(chance.choice(FRAMES[language]).format(thing), partial(_has, thing))


def _separators(language: str, chance: random.Random) -> Iterator[Form]:
    """A number must be written as the other language does."""
    group, decimal = (",", ".") if language == "en" else (".", ",")
    while True:
        groups = [
            str(chance.randrange(1, 999)),
            *(f"{chance.randrange(1000):03}" for _ in range(chance.randrange(1, 4))),
        ]
        fraction = chance.choice(("", f"{chance.randrange(100):02}"))
        here = group.join(groups) + (decimal + fraction if fraction else "")
        there = decimal.join(groups) + (group + fraction if fraction else "")
        unit = chance.choice(("", " kg", " €", " points" if language == "en" else " pontos"))
        yield Form(
            chance.choice(MEASURED[language]).format(here + unit),
            partial(_matches, rf"(?<![\d.,]){re.escape(there)}(?!\d|[.,]\d)"),
        )


def _quotes(language: str, chance: random.Random) -> Iterator[Form]:
    for frame in QUOTED[language]:
        for name in chance.sample(NAMES, len(NAMES)):
            text = frame.format(n=name)
            yield Form(text, same_as=plain(text))


def plain(text: str) -> str:
    """The text with straight marks."""
    text = re.sub(r"(?<=\w)—(?=\w)", " - ", text)
    return text.replace("…", "...").translate(str.maketrans("“”«»‘’–—", '""""\'\'--'))


def _negations(language: str, _: random.Random) -> Iterator[Form]:
    for short, whole in NEGATIONS.items() if language == "en" else ():
        for subject in ("He", "They", "We", "It", "You"):
            rest = {"is": "at home today", "ar": "ready", "wa": "at home", "we": "ready", "ai": "true"}.get(
                short[:2], "like it"
            )
            yield Form(f"{subject} {short} {rest}.", same_as=f"{subject} {whole} {rest}.")


LAST_WORDS = {
    "es": (("Hola a {}", "Esto es para {}", "Vengo con {}", "Hablamos de {}"),
           "todos ella ellos nosotros eso esto ustedes alguien nadie algo mí aquello usted mucho uno otros"),
    "it": (("Ciao a {}", "Questo è per {}", "Vengo con {}", "Parliamo di {}"),
           "tutti lei loro noi questo quello voi qualcuno nessuno tutto me lui uno altri molti"),
}  # fmt: skip


def _last_words(language: str, _: random.Random) -> Iterator[Form]:
    frames, words = LAST_WORDS[language]
    for frame, word in product(frames, words.split()):
        text = frame.format(word)
        yield Form(text, same_as=f"{text}.")


def _tables(language: str, chance: random.Random) -> Iterator[Form]:
    while True:
        gap = chance.choice(("\t", "   ", "\t\t", "      "))
        cells = [chance.choice(CELLS[language]) for _ in range(chance.randrange(2, 5))]
        yield Form(
            gap.join(cells),
            partial(_has_cells, gap, len(cells)),
        )


def _some(kind: Callable[[str, random.Random], Iterator[Form]]) -> Callable[[str, random.Random], Iterator[Form]]:
    return lambda language, chance: (form for form, _ in zip(kind(language, chance), range(3 * FORMS), strict=False))


KINDS: dict[str, Callable[[str, random.Random], Iterator[Form]]] = {
    "fractions, signs, units": _some(_quantities),
    "long and repeated numbers": _some(_long_numbers),
    "separators": _some(_separators),
    "placeholders": lambda language, chance: _put(FRAMES[language], PLACEHOLDERS, chance),
    "characters, names": lambda language, chance: _put(FRAMES[language], CHARACTERS, chance),
    "emoji": lambda language, chance: _put(ENDS[language], EMOJI, chance),
    "emoticons": lambda language, chance: _put(ENDS[language], EMOTICONS, chance),
    "links, paths, chat forms": lambda language, chance: _put(FRAMES[language], SPANS, chance),
    "typographic marks": _quotes,
    "negation without apostrophe": _negations,
    "last word (Apertium)": _last_words,
    "tables": _some(_tables),
}
