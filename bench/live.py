"""How calm and how late the words of a draft are: keystrokes with times, replayed through the translation of drafts.

python -m bench.live [FOLDER], with the sentences of FLORES-101 dev, one file a language. The clock is the writer's; an
engine's time is added where it works, so the figures do not depend on the speed of the replay.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from tqdm import tqdm

from bench.keystrokes import Key, messages, typed
from bench.machine import machine
from enishi.errors import NoRoute
from enishi.settings import Settings
from enishi.translate.pool import Pool
from enishi.translate.registry import load_engines
from enishi.translate.seat import processes
from enishi.translate.settling import Shown, agreed, tokens
from enishi.translate.translator import Rendering, Translator
from enishi.translate.unfolding import Unfolding

RESULT = Path(__file__).parent / "results" / "live.md"
FOLDER = Path(__file__).parents[2] / "shared" / "data" / "flores-dev"
PAIRS = (("en", "pt"), ("pt", "en"), ("es", "pt"), ("es", "en"))
SENTENCES = 100

Show = Callable[[str], Awaitable[Shown]]


@dataclass
class Engine:
    """Translates one direction, each text once, and keeps its time and what it cost."""

    translator: Translator
    source: str
    target: str
    work: float = 0.0
    known: dict[str, tuple[Rendering, float]] = field(default_factory=dict)

    async def translate(self, text: str) -> Rendering:
        """As if it had not been asked before, as far as its time is concerned."""
        if text not in self.known:
            begun = perf_counter()
            made = await self.translator.translate(text, self.source, self.target)
            self.known[text] = made, perf_counter() - begun
        made, seconds = self.known[text]
        self.work += seconds
        return made


@dataclass
class Figures:
    """Of one direction and one way of showing, summed up over its messages."""

    work: float = 0.0
    erased: int = 0
    taken_back: int = 0
    final: int = 0
    words: int = 0
    lag_words: list[float] = field(default_factory=list)
    lag_seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)


async def replay(keys: Sequence[Key], show: Show, engine: Engine) -> list[tuple[float, Shown]]:
    """What is shown, and when: the newest words are taken up when the last ones are done."""
    frames, free, at = list[tuple[float, Shown]](), 0.0, 0
    while at < len(keys):
        begin = max(free, keys[at].at)
        while at + 1 < len(keys) and keys[at + 1].at <= begin:
            at += 1
        before = engine.work
        shown = await show(keys[at].text)
        free = begin + engine.work - before
        frames.append((free, shown))
        at += 1
    return frames


def erasure(outputs: Sequence[list[str]]) -> int:
    """Tokens that were shown and taken back (Arivazhagan et al. 2020, normalised by the final tokens)."""
    return sum(len(one) - agreed(one, other) for one, other in pairwise(outputs))


def emitted(outputs: Sequence[list[str]], final: list[str]) -> list[int]:
    """For each final token the output from which on it stood; tokens that came only with the message are missing."""
    stands, stand = list[int](), len(final)
    for output in reversed(outputs):
        stand = min(stand, agreed(output, final))
        stands.append(stand)
    first = list[int]()
    for number, stand in enumerate(reversed(stands)):
        first += [number] * (stand - len(first))
    return first


def laal(delays: Sequence[float], source: float, target: int) -> float:
    """Length-adaptive average lagging (Papi et al. 2022), in the unit of the delays."""
    rate, total, count = max(len(delays), target) / source, 0.0, 0
    for count, delay in enumerate(delays, 1):
        total += delay - (count - 1) / rate
        if delay >= source:
            break
    return total / count


async def measure(
    engine: Engine, ways: Mapping[str, Callable[[Engine], Show]], texts: Sequence[str]
) -> dict[str, Figures]:
    """Every way of showing over the same keystrokes."""
    vocabulary = [word for text in texts for word in re.findall(r"\w{3,}", text)]
    found = {way: Figures() for way in ways}
    for number, text in enumerate(tqdm(texts, desc=f"{engine.source} → {engine.target}", leave=False)):
        keys = typed(text, vocabulary, number)
        final = tokens((await engine.translate(text)).text)
        for way, begin in ways.items():
            before = engine.work
            frames = await replay(keys, begin(engine), engine)
            found[way].work += engine.work - before
            note(found[way], frames, keys, final, len(text.split()))
    return found


def note(
    figures: Figures, frames: list[tuple[float, Shown]], keys: Sequence[Key], final: list[str], words: int
) -> None:
    """Add one message."""
    everything = [tokens(shown.settled + shown.open) for _, shown in frames]
    settled = [tokens(shown.settled) for _, shown in frames]
    figures.erased += erasure([*everything, final])
    figures.taken_back += erasure([*settled, final])
    figures.final += len(final)
    figures.words += words
    end = keys[-1].at
    at = emitted(settled, final)
    times = [frames[number][0] for number in at] + [end] * (len(final) - len(at))
    spoken = [min(words, len(max((k for k in keys if k.at <= time), default=keys[0]).text.split())) for time in times]
    figures.lag_words.append(laal(spoken, words, len(final)))
    figures.lag_seconds.append(laal(times, end, len(final)))
    figures.first.append(next((time for time, shown in frames if shown.settled or shown.open), end) - keys[0].at)


def naive(engine: Engine) -> Show:
    """Everything translated again at each word, and all of it shown."""

    async def show(text: str) -> Shown:
        said = re.sub(r"\w+$", "", text).rstrip()
        return Shown(open=(await engine.translate(said)).text) if said else Shown()

    return show


def unfolding(engine: Engine) -> Show:
    """As the rooms see it."""
    return Unfolding(engine.translate).show


def row(engine: Engine, way: str, one: Figures) -> str:
    """A line of the table."""
    share = f"{one.erased / one.final:.2f} | {one.taken_back / one.final:.2f}"
    lag = f"{mean(one.lag_words):.1f} | {mean(one.lag_seconds):.1f} | {median(one.first):.1f}"
    return f"| {engine.source} → {engine.target} | {way} | {share} | {lag} | {1000 * one.work / one.words:.0f} |"


async def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    ways = {"**as shown**": unfolding, "without a policy": naive}
    rows = []
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(processes(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            for source, target in PAIRS:
                try:
                    translator.route(source, target)
                except NoRoute:
                    continue
                engine = Engine(translator, source, target)
                found = await measure(engine, ways, messages(folder, source, SENTENCES))
                rows += [row(engine, way, one) for way, one in found.items()]
    table = "\n".join(
        [
            "# Words while they are written",
            "",
            f"{SENTENCES} sentences of FLORES-101 dev a language, in messages of one to four, typed with hesitations,",
            f"slips and second thoughts (bench/keystrokes.py, seeded); {machine()}.",
            "`python -m bench.live` measures it. Aim: normalised erasure of all that is shown ≤ 0.2. Lag is that of",
            "the words that stay, behind the writer (LAAL).",
            "",
            "| direction | | erasure | of settled words | lag, words | lag, s | first words, s | engine, ms a word |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )
    RESULT.write_text(table)
    print(table)


if __name__ == "__main__":
    asyncio.run(main())
