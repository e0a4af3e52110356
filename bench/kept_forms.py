"""Sentences with what must come through, generated kind by kind, and how to see whether it came through."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

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


FRAMES = {
    "en": ("Please look at {} today.", "I think {} is the right one.", "We talked about {} and went home.",
           "Send {} to my sister.", "She has {} in her bag."),
    "pt": ("Por favor, veja {} hoje.", "Acho que {} é o certo.", "Falamos sobre {} e fomos para casa.",
           "Envie {} para a minha irmã.", "Ela tem {} na bolsa."),
}  # fmt: skip
MEASURED = {
    "en": ("Take {} every morning.", "The result was {} yesterday.", "It was {} in the kitchen.", "We need {} for it."),
    "pt": (
        "Tome {} todas as manhãs.",
        "O resultado foi {} ontem.",
        "Estava {} na cozinha.",
        "Precisamos de {} para isso.",
    ),
}
ENDS = {
    "en": ("See you tomorrow {}", "I love this song {} so much", "That is great {}", "Do you come today? {}"),
    "pt": ("Até amanhã {}", "Gosto muito {} desta música", "Que bom {}", "Você vem hoje? {}"),
}
PLACEHOLDERS = (
    *("{name}", "{0}", "{{user}}", "{{ total }}", "${amount}", "#{title}", "%(count)s", "%(size)d", "%s", "%d", "%1$s"),
    *("%2$d", "%.2f", "{% if x %}", "{% endfor %}", "<x>", "</b>", "<br/>", '<a href="x">', "%USER%", "$HOME", "{a.b}"),
    *("{n, plural, one {# day} other {# days}}", "{g, select, male {his} other {their}}", "{user_id}", "@{name}", "%@"),
)
CHARACTERS = (
    *(
        "≥ 18",
        "≤ 5",
        "x<y",
        "§ 12",
        "→",
        "~10",
        r"a\b",
        "C#",
        "F#",
        "≠",
        "5 ± 1",
        "2 × 3",
        "6 ÷ 2",
        "√2",
        "∞",
        "α",
    ),
    *(
        "Ω",
        "©",
        "® 2",
        "[α]",
        "{ }",
        "^2",
        "~~",
        "田中さん",
        "北京",
        "서울",
        "Москва",
        "Иван Петров",
        "محمد",
        "דוד",
    ),
    *("Müller", "Zoë", "Łódź", "Dvořák", "Åse", "Citroën", "Ελένη", "`", "•", "™", "№ 5", "½"),
)
EMOJI = (
    *[
        "⏰",
        "⏳",
        "⌛",
        "⌚",
        "▶️",
        "⏸️",
        "⏩",
        "ℹ️",
        "↩️",
        "™️",
        "©️",
        "‼️",
        "⁉️",
        "▪️",
        "〰️",
        "㊗️",
        "Ⓜ️",
        "1️⃣",
        "9️⃣",
        "#️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "🇵🇹",
        "👍🏽",
        "👩\u200d👩\u200d👧",
        "❤️",
        "☺️",
        "😀",
        "🫶",
        "🧑\u200d🚀",
        "✈️",
        "☕",
        "🀄",
        "🈁",
    ],
)
EMOTICONS = [
    r":)",
    r":-)",
    r";)",
    r":(",
    r":'(",
    r":D",
    r":-D",
    r":P",
    r":p",
    r":/",
    r":-/",
    r":*",
    r"=)",
    r"=(",
    r"<3",
    r"</3",
    r"xD",
    r"XD",
    r"^_^",
    r"^^",
    r"-_-",
    r">_<",
    r"T_T",
    r"o_O",
    r"u_u",
    r":3",
    r"\o/",
    r"¯\_(ツ)_/¯",
    r":O",
    r":|",
]
SPANS = (
    *(
        "https://en.wikipedia.org/wiki/Rose_(disambiguation)",
        "https://x.org/{id}",
        "https://x.org/[id]",
        "(https://x.org/a)",
    ),
    *(
        "@anna@mastodon.example",
        "@a:matrix.org",
        r"C:\Users\Anna\report.docx",
        r"D:\backup\2024",
        "~/.config/app",
        r"\\srv\s",
    ),
    *("<t:1618953630:R>", "<a:party:123>", "</help:1>", "<https://x.org|label>", "<!here>", "@**Anna Silva**"),
    *(
        "#**general>lunch**",
        '[x](docs/guide.md "Title")',
        "a3f5-99bc-ffff-ffff-ffff",
        "00:1a:2b:ff:ff:ff",
        "192.168.0.1",
    ),
    *("file_2.tar.gz", "#garden-2", ":smile:", "`ls -l`", "mail@x.org", "v1.2.3", "+351 912 345 678", "2026-11-30"),
)
NEGATIONS = {"isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't", "aint": "isn't",
             "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "wont": "won't"}  # fmt: skip
QUOTED = {
    "en": ("{n} said “yes”, and I said “no”.", "“Stop!” cried {n}. “Don’t move.”", "{n}’s father can’t drive.",
           "It isn’t {n}’s – it’s mine…", "The “{n}” phone isn’t always ‘smart’.", "We weren’t late—{n} was."),
    "pt": ("{n} disse “sim” e eu disse “não”.", "“Pare!”, gritou {n}. “Não se mexa.”", "O comboio Lisboa–{n} atrasou.",
           "A casa – a de {n} – não é grande…", "O telefone “{n}” não é ‘bom’.", "Não é «{n}», é outra coisa."),
}  # fmt: skip
NAMES = ("Paul", "Mary", "Tom", "Rita", "Carlos", "Anna", "Peter", "Laura")
CELLS = {"en": ("Monday", "Bread", "water", "house", "2.50", "3", "Name", "red"),
         "pt": ("segunda", "Pão", "água", "casa", "2,50", "3", "Nome", "verde")}  # fmt: skip


def forms(kind: str, language: str) -> list[Form]:
    """The same ones for the same kind and language."""
    chance = random.Random(f"{kind} {language}")
    if (language in LAST_WORDS) != (KINDS[kind] is _last_words):
        return []
    made = {form.text: form for form in KINDS[kind](language, chance)}
    return list(made.values())[:FORMS]


def _put(frames: Sequence[str], things: Sequence[str], chance: random.Random) -> Iterator[Form]:
    """Each thing in some sentences: it must come through as it is, and as often."""
    for _ in range(3):
        for thing in chance.sample(things, len(things)):
            text = chance.choice(frames).format(thing)
            yield Form(text, lambda made, thing=thing: thing in made)


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
            lambda made, wanted=wanted: re.search(rf"(?<![\d.,]){wanted}(?!\d)", made) is not None,
        )


def _long_numbers(language: str, chance: random.Random) -> Iterator[Form]:
    while True:
        digit, length = chance.randrange(1, 9), chance.choice((14, 20, 30, 44, 84))
        thing = chance.choice((
            "".join(str(chance.randrange(10)) for _ in range(length)), str(digit) * length,
            " ".join(["4111", *[str(digit) * 4] * 3]), f"{digit}{digit} {digit}{digit} {digit}{digit}",
        ))  # fmt: skip
        yield Form(chance.choice(FRAMES[language]).format(thing), lambda made, thing=thing: thing in made)


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
            lambda made, there=there: re.search(rf"(?<![\d.,]){re.escape(there)}(?!\d|[.,]\d)", made) is not None,
        )


def _quotes(language: str, chance: random.Random) -> Iterator[Form]:
    for frame in QUOTED[language]:
        for name in chance.sample(NAMES, len(NAMES)):
            text = frame.format(n=name)
            yield Form(text, same_as=plain(text))


def plain(text: str) -> str:
    """The text with straight marks."""
    text = re.sub(r"(?<=\w)—(?=\w)", " - ", text)
    return text.translate(
        str.maketrans(dict.fromkeys("“”«»", '"') | dict.fromkeys("‘’", "'") | dict.fromkeys("–—", "-") | {"…": "..."})
    )


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
            lambda made, gap=gap, cells=cells: len([c for c in made.split(gap) if c.strip()]) == len(cells),
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
