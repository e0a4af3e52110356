"""Whether links, mentions, code, emoji, numbers, times and terms survive: 5,000 lines of chat, every engine here.

python -m bench.shield
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bench.chatter import lines
from bench.stamp import keep
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.text.terms import TermEntry, Terms, count
from enishi.translate.translator import Translator

PAIRS = (
    *("en-pt", "pt-en", "es-pt", "es-ca", "es-fr", "es-it", "pt-es"),
    *("ca-es", "en-es", "es-en", "en-ca", "ca-en", "ca-fr"),
)
LINES = 400
TERMS = {"plaza mayor": "grande ombala", "Kirschblüte": "Kirschblüte", "Ulrike": "Ulrike"}
"""Words that no engine puts so by itself: one with other words, one that is left alone, and somebody's name."""


async def main() -> None:
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            rows = [await row(translator, pair) for pair in tqdm(PAIRS)]
    keep(
        "shield",
        "# What survives the engines",
        "",
        f"{len(PAIRS) * LINES:,} generated lines, each span counted in what came out.",
        "`python -m bench.shield` measures it.",
        "",
        "| pair | route | lines | spans | lost or changed | lines in pieces |",
        "|---|---|---|---|---|---|",
        *rows,
    )


async def row(translator: Translator, pair: str) -> str:
    """A line of the table."""
    source, target = pair.split("-")
    said = list(lines(source, LINES, 7, tuple(TERMS)))
    settled = Terms([TermEntry("plaza mayor", TERMS["plaza mayor"]), TermEntry("Kirschblüte")], ["Ulrike Voss"], source)
    made: list[Rendering] = await asyncio.gather(
        *(translator.translate(text, source, target, terms=settled) for text, _ in said)
    )
    spans = sum(len(spans) for _, spans in said)
    lost = sum(not came_through(found, rendering.text) for (_, found), rendering in zip(said, made, strict=True))
    pieces = sum("pieces" in rendering.doubts for rendering in made)
    route = ", ".join(f"{step.engine} {step.source}-{step.target}" for step in made[0].route)
    return f"| {pair} | {route} | {LINES} | {spans} | {lost} | {pieces} |"


def came_through(spans: Sequence[str], made: str) -> bool:
    """Whether each span is there as often as it was said; terms with other words may have another ending."""
    wanted = Counter(TERMS.get(span, span) for span in spans)
    return wanted == {span: made.count(span) if span in spans else count(span, made) for span in wanted}


if __name__ == "__main__":
    asyncio.run(main())
