"""How often Enishi doubts sentences that its engines translate as well as they can, and whether it finds damage.

FLORES, each line once: python -m bench.doubt
"""

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bench.benches import FLORES
from bench.stamp import keep
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.text.noise import normalise
from enishi.translate.text.quality_estimation import lost_in_back_translation
from enishi.translate.translator import Translator

PAIRS = ("en-pt", "pt-en", "es-ca", "es-pt")
THERE_AND_BACK = ("en-pt", "pt-en", "es-ca", "es-pt", "en-es", "es-en")
NEGATION = re.compile(r"\b(?:não|nunca|not?|never|cannot)\b ?|n't\b", re.IGNORECASE)

Damage = Callable[[Sequence[str], int], str]
"""What takes the place of one of these translations."""


async def main(directory: Path) -> None:
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            translate = partial(_translated, translator, directory)
            alarms = [_alarms(pair, *await translate(*pair.split("-"))) for pair in tqdm(PAIRS, desc="doubted")]
            back = [
                await _there_and_back(translator, pair, *await translate(*pair.split("-")))
                for pair in tqdm(THERE_AND_BACK, desc="there and back")
            ]
    keep(
        "doubt",
        "# False alarms",
        "",
        "FLORES-101 dev, every line; a doubt on one of them is taken for a false alarm.",
        "`python -m bench.doubt` measures it.",
        "",
        "| pair | lines | doubted | share | codes | changed by noise.normalise |",
        "|---|---|---|---|---|---|",
        *alarms,
        "",
        "# There and back (`back`)",
        "",
        "What comes back is compared with what was said: alarms on translations as they are, and on the same",
        "ones when they are damaged. Chosen on the even lines, in round numbers; told of the odd ones.",
        "",
        f"| pair | as it is | {' | '.join(DAMAGES)} |",
        f"|---|---|{'---|' * len(DAMAGES)}",
        *back,
    )


async def _translated(
    translator: Translator, directory: Path, source: str, target: str
) -> tuple[list[str], list[Rendering]]:
    said = (directory / f"{source}.txt").read_text(encoding="utf-8").splitlines()
    return said, await asyncio.gather(*(translator.translate(line, source, target) for line in said))


def _alarms(pair: str, said: Sequence[str], made: Sequence[Rendering]) -> str:
    codes = Counter(code for rendering in made for code in rendering.doubts)
    doubted = sum(bool(rendering.doubts) for rendering in made)
    touched = sum(normalise(line, pair[:2]).text != line for line in said)
    for line, rendering in zip(said, made, strict=True):
        if rendering.doubts:
            print(rendering.doubts, line, rendering.text, sep="\n  ", file=sys.stderr)
    return f"| {pair} | {len(said)} | {doubted} | {doubted / len(said):.1%} | {dict(codes)} | {touched} |"


async def _there_and_back(translator: Translator, pair: str, said: Sequence[str], made: Sequence[Rendering]) -> str:
    source, target = pair.split("-")
    whole = [rendering.text for rendering in made]
    shares = []
    for damage in (_nothing, *DAMAGES.values()):
        damaged = {i: damage(whole, i) for i in range(1, len(whole), 2)}
        tried = [i for i, text in damaged.items() if text != whole[i] or damage is _nothing]
        back = await asyncio.gather(*(translator.translate(damaged[i], target, source) for i in tried))
        found = sum(lost_in_back_translation(said[i], rendering.text) for i, rendering in zip(tried, back, strict=True))
        shares.append(f"{found / len(tried):.1%} of {len(tried)}")
    return f"| {pair} | {' | '.join(shares)} |"


def _nothing(made: Sequence[str], line: int) -> str:
    return made[line]


def _another(made: Sequence[str], line: int) -> str:
    return made[line - 1]


def _cut(made: Sequence[str], line: int, share: float) -> str:
    words = made[line].split()
    return " ".join(words[: max(1, round(share * len(words)))]) + "."


def _affirmed(made: Sequence[str], line: int) -> str:
    return NEGATION.sub("", made[line])


DAMAGES: dict[str, Damage] = {
    "of another line": _another,
    "its second half missing": partial(_cut, share=1 / 2),
    "its last third missing": partial(_cut, share=2 / 3),
    "its negation missing": _affirmed,
}


if __name__ == "__main__":
    asyncio.run(main(FLORES))
