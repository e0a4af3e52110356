"""Chat lines with links, mentions, code, emoji, numbers and times in them: generated, the same for the same seed."""

import random
from collections.abc import Iterator, Sequence

FRAMES = {
    "en": ("Look at {}, it is great.", "Please send {} to {} before tomorrow!", "{} can you help me with this?",
           "i saw {} and {} at the party", "WE NEED {} NOW!!!", "The file {} is in {}.", "Have you read {}? Yes.",
           "sooo good {} {}", "We meet at {} on Monday, with {}.", "- {}\n- milk and {}", "> {}\nYes, I agree."),
    "pt": ("Olhe para {}, é ótimo.", "Por favor, envie {} para {} antes de amanhã!", "{} você pode me ajudar?",
           "eu vi {} e {} na festa", "PRECISAMOS DE {} AGORA!!!", "O arquivo {} está em {}.", "Você leu {}? É bom.",
           "muuuito bom {} {}", "A reunião é às {} na segunda, traga {}.", "- {}\n- leite e {}", "> {}\nSim, ok."),
    "es": ("Mira {}, es genial.", "Por favor, envía {} a {} antes de mañana.", "{} ¿puedes ayudarme?",
           "vi a {} y {} en la fiesta", "¡NECESITAMOS {} YA!!!", "El archivo {} está en {}.", "¿Has leído {}? Sí.",
           "muuuy bueno {} {}", "La reunión es a las {} el lunes, trae {}.", "- {}\n- leche y {}", "> {}\nSí, vale."),
    "ca": ("Mira {}, és genial.", "Envia {} a {} abans de demà.", "{} em pots ajudar?", "he vist {} i {} a la festa",
           "NECESSITEM {} ARA!!!", "El fitxer {} és a {}.", "Has llegit {}? És bo.", "La reunió és a les {}, porta {}.",
           "- {}\n- llet i {}"),
}  # fmt: skip


def lines(language: str, count: int, seed: int, terms: Sequence[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """Lines of chat in a language, each with the spans that must come through; every third is one of the terms."""
    chance = random.Random(seed)
    for _ in range(count):
        frame = chance.choice(FRAMES[language])
        spans: list[str] = []
        while len(spans) < frame.count("{}"):
            span = chance.choice(terms) if terms and chance.random() < 1 / 3 else _span(chance)
            if not any(span in other or other in span for other in spans):
                spans.append(span)
        yield frame.format(*spans), spans


def _span(chance: random.Random) -> str:
    number, word = chance.randrange(22, 9000), chance.choice(("garden", "ana", "tarefa", "casa", "plan_b", "x9"))
    return chance.choice((
        f"https://{word}.example.org/{number}?q={word}#top", f"http://{word}.org", f"{word}.{number}@example.org",
        f"@{word}{number}", f"#{word}-{number}", f"`{word} --all {number}`", f"```\n{word} = {number}\n```",
        f"{word}_{number}.pdf", f"{number} km", f"{number / 10} kg", f"€{number}", f"{number}%",
        f"{number % 24:02}:{number % 60:02}", f"20{number % 90 + 10}-0{number % 9 + 1}-1{number % 10}",
        "😀", "👩‍👩‍👧", "❤️", "👍🏽", f":{word}:", f"v1.{number}.2",
    ))  # fmt: skip
