"""How calm and how late the words of a draft are, and what drafts cost messages; keystrokes with times, replayed.

python -m bench.live [--sentences 100] [--runs 3], with the sentences of FLORES-101 dev. Here the clock is the
writer's; an engine's time is added where it works, so the figures do not depend on the speed of the replay. What drafts
cost messages is measured on a real server, in real time (bench/typists.py).
"""

import argparse
import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from tqdm import tqdm

from bench.benches import FLORES
from bench.keystrokes import Key, messages, typed
from bench.lag import emitted, erasure, laal
from bench.stamp import keep
from bench.typists import sent
from enishi.settings import Settings
from enishi.translate.incremental import IDLE_PAUSE, WORD_PAUSE, IncrementalTranslation
from enishi.translate.local_agreement import PartialTranslation, tokenise
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.translator import Rendering, Translator

PAIRS = (("en", "pt"), ("pt", "en"), ("es", "pt"), ("es", "en"))

Show = Callable[[str, float], Awaitable[PartialTranslation]]
"""What is shown of a text whose writer has been idle for so many seconds."""


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

    messages: int = 0
    work: float = 0.0
    erased: int = 0
    taken_back: int = 0
    final: int = 0
    words: int = 0
    lag_words: list[float] = field(default_factory=list)
    lag_seconds: list[float] = field(default_factory=list)
    first_words: list[float] = field(default_factory=list)
    first_seconds: list[float] = field(default_factory=list)


def moments(keys: Sequence[Key]) -> Iterator[tuple[Key, float]]:
    """Every key, and the pauses that are long enough to mean something."""
    for key, after in pairwise([*keys, Key(keys[-1].at, "")]):
        yield key, 0.0
        for idle in (WORD_PAUSE, IDLE_PAUSE):
            if after.at - key.at > idle:
                yield Key(key.at + idle, key.text), idle


async def replay(keys: Sequence[Key], show: Show, engine: Engine) -> list[tuple[float, PartialTranslation]]:
    """What is shown, and when: the newest words are taken up when the last ones are done."""
    frames, free, at, all_of_it = list[tuple[float, PartialTranslation]](), 0.0, 0, list(moments(keys))
    while at < len(all_of_it):
        begin = max(free, all_of_it[at][0].at)
        while at + 1 < len(all_of_it) and all_of_it[at + 1][0].at <= begin:
            at += 1
        before = engine.work
        key, idle = all_of_it[at]
        shown = await show(key.text, idle)
        free = begin + engine.work - before
        frames.append((free, shown))
        at += 1
    return frames


async def measure(
    engine: Engine, ways: Mapping[str, Callable[[Engine], Show]], texts: Sequence[str]
) -> dict[str, Figures]:
    """Every way of showing over the same keystrokes."""
    vocabulary = [word for text in texts for word in re.findall(r"\w{3,}", text)]
    found = {way: Figures() for way in ways}
    for number, text in enumerate(tqdm(texts, desc=f"{engine.source} → {engine.target}", leave=False)):
        keys = typed(text, vocabulary, number)
        final = tokenise((await engine.translate(text)).text)
        for way, begin in ways.items():
            before = engine.work
            frames = await replay(keys, begin(engine), engine)
            found[way].work += engine.work - before
            note(found[way], frames, keys, final, len(text.split()))
    return found


def note(
    figures: Figures, frames: list[tuple[float, PartialTranslation]], keys: Sequence[Key], final: list[str], words: int
) -> None:
    """Add one message."""
    figures.messages += 1
    everything = [tokenise(shown.settled + shown.open) for _, shown in frames]
    settled = [tokenise(shown.settled) for _, shown in frames]
    figures.erased += erasure([*everything, final])
    figures.taken_back += erasure([*settled, final])
    figures.final += len(final)
    figures.words += words
    end = keys[-1].at
    at = emitted(settled, final)
    times = [frames[number][0] for number in at] + [end] * (len(final) - len(at))
    figures.lag_words.append(laal([_written(keys, time, words) for time in times], words, len(final)))
    figures.lag_seconds.append(laal(times, end, len(final)))
    first = next((time for time, shown in frames if shown.settled or shown.open), end)
    figures.first_words.append(_written(keys, first, words))
    figures.first_seconds.append(first - keys[0].at)


def _written(keys: Sequence[Key], time: float, most: int) -> int:
    """How many words are there at a time."""
    return min(most, len(max((key for key in keys if key.at <= time), default=keys[0]).text.split()))


def naive(engine: Engine) -> Show:
    """Everything translated again at each word, and all of it shown as if it stayed."""
    before, shown = "", PartialTranslation()

    async def show(text: str, idle: float) -> PartialTranslation:
        nonlocal before, shown
        said = re.sub(r"\w+$", "", text).rstrip()
        if said != before:
            before, shown = said, PartialTranslation((await engine.translate(said)).text if said else "")
        return shown

    return show


def unfolding(engine: Engine) -> Show:
    """As the rooms see it."""
    return IncrementalTranslation(engine.translate).update


def row(engine: Engine, way: str, one: Figures) -> str:
    """A line of the table."""
    share = f"{one.erased / one.final:.2f} | {one.taken_back / one.final:.2f}"
    lag = f"{mean(one.lag_words):.1f} | {1000 * mean(one.lag_seconds):.0f}"
    first = f"{median(one.first_words):.0f} | {1000 * median(one.first_seconds):.0f}"
    work = f"{1000 * one.work / one.words:.0f}"
    return f"| {engine.source} → {engine.target} | {way} | {one.messages} | {share} | {lag} | {first} | {work} |"


async def replayed(translator: Translator, folder: Path, sentences: int) -> list[str]:
    """How calm and how late, as a table."""
    ways, rows = {"**as shown**": unfolding, "without a policy": naive}, list[str]()
    for source, target in PAIRS:
        engine = Engine(translator, source, target)
        found = await measure(engine, ways, messages(folder, source, sentences))
        rows += [row(engine, way, one) for way, one in found.items()]
    return [
        f"{sentences} sentences of FLORES-101 dev a language, in messages of one to four, typed with hesitations,",
        "slips and second thoughts (bench/keystrokes.py, seeded); the numbers of the policy were chosen on others.",
        "Aim: normalised erasure of all that is shown ≤ 0.2. Lag is that of the words that stay, behind the writer",
        "(LAAL). Without a policy: the same messages, all translated again at each word and shown as it comes.",
        "",
        "| direction | | messages | erasure | of settled words | lag, words | lag, ms | first after words | after ms "
        "| engine, ms a word |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60)
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            calm = await replayed(translator, FLORES, wanted.sentences)
            messages_sent = await sent(translator, FLORES, wanted.runs)
    keep(
        "live",
        "# Words while they are written",
        "",
        "`python -m bench.live` measures it.",
        "",
        *calm,
        "",
        *messages_sent,
    )


if __name__ == "__main__":
    asyncio.run(main())
