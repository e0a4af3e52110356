"""How often Enishi doubts sentences that its engines translate as well as they can: FLORES, each line once.

python -m bench.doubt DIRECTORY > bench/results/doubt.md   (DIRECTORY: en.txt, pt.txt, … line by line parallel)
"""

import asyncio
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.machine import machine
from enishi.settings import Settings
from enishi.translate.noise import normalise
from enishi.translate.pool import Pool
from enishi.translate.registry import load_engines
from enishi.translate.translator import Translator

PAIRS = ("en-pt", "pt-en", "es-ca", "es-pt")


async def main(directory: Path) -> None:
    print("# False alarms\n")
    print(f"FLORES-101 dev, every line; a doubt on one of them is taken for a false alarm; {machine()}.\n")
    print("| pair | lines | doubted | share | codes | changed by noise.normalise |\n|---|---|---|---|---|---|")
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(settings) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            for pair in PAIRS:
                source, target = pair.split("-")
                said = (directory / f"{source}.txt").read_text(encoding="utf-8").splitlines()
                made = await asyncio.gather(*(translator.translate(line, source, target) for line in said))
                codes = Counter(code for rendering in made for code in rendering.doubts)
                doubted = sum(bool(rendering.doubts) for rendering in made)
                touched = sum(normalise(line, source).text != line for line in said)
                share = f"{doubted / len(said):.1%}"
                print(f"| {pair} | {len(said)} | {doubted} | {share} | {dict(codes)} | {touched} |", flush=True)
                for line, rendering in zip(said, made, strict=True):
                    if rendering.doubts:
                        print(rendering.doubts, line, rendering.text, sep="\n  ", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
