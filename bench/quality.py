"""What Enishi's whole path keeps of its engines' quality: chrF and BLEU against the bare engine, line by line.

python -m bench.quality [--lines 997], with the sentences of FLORES-101 dev
"""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from tqdm import tqdm

from bench.benches import FLORES
from bench.engine import bare
from bench.stamp import keep
from enishi.cli.translate import told
from enishi.errors import TranslationError
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.translator import Translator

BARE = (("en", "pt"), ("pt", "en"))
PIVOTED = tuple((a, b) for other in ("es", "ca", "fr", "it") for a, b in (("en", other), (other, "en")))
AT_ONCE = 16
LOSS = 0.2
"""How much below the bare engine Enishi may be, in points."""
SHORT = 0.5
"""A translation shorter than this share of its reference is counted as cut."""


class Score(NamedTuple):
    """In points, and lines."""

    chrf: float
    bleu: float
    empty: int
    cut: int


def score(outputs: Sequence[str], references: Sequence[str]) -> Score:
    """Corpus scores, and the lines that came out empty or far too short."""
    return Score(
        CHRF().corpus_score(outputs, [references]).score,
        BLEU().corpus_score(outputs, [references]).score,
        sum(not output.strip() for output in outputs),
        sum(len(output) < SHORT * len(wanted) for output, wanted in zip(outputs, references, strict=True)),
    )


def alone(source: str, target: str, lines: Sequence[str]) -> list[str]:
    """By fxtranslate alone."""
    engine = bare(source, target)
    return [engine.translate(line) for line in tqdm(lines, desc=f"{source} → {target}, bare", leave=False)]


async def whole(translator: Translator, source: str, target: str, lines: Sequence[str]) -> tuple[list[str], set[str]]:
    """By Enishi; a text that it could not translate is empty. Also the routes that were taken."""
    progress = tqdm(total=len(lines), desc=f"{source} → {target}, Enishi", leave=False)
    turns = asyncio.Semaphore(AT_ONCE)
    routes: set[tuple[Step, ...]] = set()

    async def one(line: str) -> str:
        async with turns:
            try:
                rendering = await translator.translate(line, source, target)
            except TranslationError:
                return ""
            finally:
                progress.update()
            routes.add(rendering.route)
            return rendering.text

    outputs = await asyncio.gather(*(one(line) for line in lines))
    progress.close()
    return outputs, {told(route) for route in routes}


def row(pair: tuple[str, str], way: str, got: Score, against: Score | None) -> str:
    cells = [f"{pair[0]} → {pair[1]}", way, f"{got.chrf:.2f}", f"{got.bleu:.2f}"]
    cells += [f"{got.chrf - against.chrf:+.2f}", f"{got.bleu - against.bleu:+.2f}"] if against else ["", ""]
    return f"| {' | '.join([*cells, str(got.empty), str(got.cut)])} |"


async def measure(folder: Path, most: int) -> list[str]:
    """The rows of the table."""
    rows = []
    settings = Settings(deadline=60)
    async with Pool(process_slots(settings)) as pool:
        translator = Translator(load_engines(settings), pool, cache=0)
        for pair in (*BARE, *PIVOTED):
            lines, references = ((folder / f"{tag}.txt").read_text().splitlines()[:most] for tag in pair)
            against = score(alone(*pair, lines), references) if pair in BARE else None
            if against:
                rows.append(row(pair, "bare engine", against, None))
            outputs, routes = await whole(translator, *pair, lines)
            got = score(outputs, references)
            rows.append(row(pair, "; ".join(sorted(routes)), got, against))
            if against and min(got.chrf - against.chrf, got.bleu - against.bleu) < -LOSS:
                rows[-1] += " **worse than allowed**"
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=997)
    arguments = parser.parse_args()
    rows = asyncio.run(measure(FLORES, arguments.lines))
    head = [
        "# What Enishi keeps of its engines’ quality",
        "",
        f"FLORES-101 dev, {arguments.lines} lines, sacreBLEU’s chrF and BLEU. `python -m bench.quality` measures it.",
        f"Aim: no more than {LOSS} below the bare engine; none empty, none cut (shorter than half of its",
        "reference). The other languages go through two or three steps.",
        "",
        "| direction | way | chrF | BLEU | chrF against bare | BLEU against bare | empty | cut |",
        "|---|---|---|---|---|---|---|---|",
    ]
    keep("quality", *head, *rows)


if __name__ == "__main__":
    main()
