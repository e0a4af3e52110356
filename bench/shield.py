"""Whether links, mentions, code, emoji, numbers and times survive: over 5,000 lines of chat, every engine here.

python -m bench.shield > bench/results/shield.md
"""

import asyncio
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.chatter import lines
from bench.machine import machine
from enishi.settings import Settings
from enishi.translate.pool import Pool
from enishi.translate.registry import load_engines
from enishi.translate.translator import Rendering, Translator

PAIRS = (
    *("en-pt", "pt-en", "es-pt", "es-ca", "es-fr", "es-it", "pt-es"),
    *("ca-es", "en-es", "es-en", "en-ca", "ca-en", "ca-fr"),
)
LINES = 400


async def main() -> None:
    print("# What survives the engines\n")
    print(f"{len(PAIRS) * LINES:,} generated lines, each span counted in what came out; {machine()}.\n")
    print("| pair | route | lines | spans | lost or changed | lines in pieces |\n|---|---|---|---|---|---|")
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(settings) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            for pair in PAIRS:
                await row(translator, pair)


async def row(translator: Translator, pair: str) -> None:
    source, target = pair.split("-")
    said = list(lines(source, LINES, seed=7))
    made: list[Rendering] = await asyncio.gather(*(translator.translate(text, source, target) for text, _ in said))
    spans = sum(len(spans) for _, spans in said)
    lost = sum(
        Counter({span: rendering.text.count(span) for span in found}) != Counter(found)
        for (_, found), rendering in zip(said, made, strict=True)
    )
    pieces = sum("pieces" in rendering.doubts for rendering in made)
    route = ", ".join(f"{step.engine} {step.source}-{step.target}" for step in made[0].route)
    print(f"| {pair} | {route} | {LINES} | {spans} | {lost} | {pieces} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
