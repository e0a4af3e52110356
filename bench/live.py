"""How calm and how late the words of a draft are, and what drafts cost messages; keystrokes with times, replayed.

python -m bench.live [--sentences 100] [--runs 3], with the sentences of FLORES-101 dev. Here the clock is the
writer's; an engine's time is added where it works, so the figures do not depend on the speed of the replay. What drafts
cost messages is measured on a real server, in real time (bench/typists.py).
"""

import argparse
import asyncio
import re
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from time import perf_counter

from tqdm import tqdm

from bench.benches import FLORES
from bench.keystrokes import Key, messages, typed
from bench.lag import emitted, erasure, laal, reached
from bench.stamp import keep
from bench.typists import sent
from enishi.settings import Settings
from enishi.translate.incremental import IDLE_PAUSE, WORD_PAUSE, IncrementalTranslation
from enishi.translate.local_agreement import PartialTranslation, tokenise
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.translator import Translator

PAIRS = (("en", "pt"), ("pt", "en"), ("es", "pt"), ("es", "en"))

Show = Callable[[str, float], Awaitable[PartialTranslation]]
"""What is shown of a text whose writer has been idle for so many seconds."""

Frame = tuple[float, PartialTranslation]
"""What the server sends, and when."""

RENEWED = 1.0
"""Seconds for which a page leaves a guess as it is."""


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
class View:
    """What one kind of reader sees of the messages of one direction, summed up."""

    erased: int = 0
    reach: list[float] = field(default_factory=list)
    stay: list[float] = field(default_factory=list)
    stay_seconds: list[float] = field(default_factory=list)
    first_words: list[float] = field(default_factory=list)
    first_seconds: list[float] = field(default_factory=list)


@dataclass
class Figures:
    """Of one direction, summed up over its messages."""

    messages: int = 0
    work: float = 0.0
    final: int = 0
    words: int = 0
    sent: int = 0
    sent_without_guess: int = 0
    views: dict[str, View] = field(default_factory=lambda: defaultdict(View))


def moments(keys: Sequence[Key]) -> Iterator[tuple[Key, float]]:
    """Every key, and the pauses that are long enough to mean something."""
    for key, after in pairwise([*keys, Key(keys[-1].at, "")]):
        yield key, 0.0
        for idle in (WORD_PAUSE, IDLE_PAUSE):
            if after.at - key.at > idle:
                yield Key(key.at + idle, key.text), idle


async def replay(keys: Sequence[Key], show: Show, engine: Engine) -> list[Frame]:
    """What is shown, and when: the newest words are taken up when the last ones are done."""
    frames, free, at, all_of_it = list[Frame](), 0.0, 0, list(moments(keys))
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


async def measure(engine: Engine, texts: Sequence[str]) -> Figures:
    """What is seen of the messages while they are typed."""
    vocabulary = [word for text in texts for word in re.findall(r"\w{3,}", text)]
    found = Figures()
    for number, text in enumerate(tqdm(texts, desc=f"{engine.source} → {engine.target}", leave=False)):
        keys = typed(text, vocabulary, number)
        final = tokenise((await engine.translate(text)).text)
        before = engine.work
        frames = await replay(keys, IncrementalTranslation(engine.translate).update, engine)
        found.messages += 1
        found.work += engine.work - before
        found.final += len(final)
        found.words += len(text.split())
        found.sent += changes([shown for _, shown in frames])
        found.sent_without_guess += changes([replace(shown, guess="") for _, shown in frames])
        for name, view in VIEWS.items():
            note(found.views[name], view(frames), keys, final, len(text.split()))
    return found


Seen = Sequence[tuple[float, str]]
"""What is on the screen, and from when on."""


def settled(frames: Sequence[Frame]) -> Seen:
    """The words in full colour, which are the same for every reader."""
    return [(at, shown.settled) for at, shown in frames]


def calm(frames: Sequence[Frame]) -> Seen:
    """All that a calm reader sees."""
    return [(at, shown.settled + shown.open) for at, shown in frames]


def quick(frames: Sequence[Frame]) -> Seen:
    """All that a quick reader sees: the guess is renewed at most once a second (web/src/lib/drafts/pace.svelte.ts)."""
    seen, newest, due = [(0.0, "")], "", 0.0
    for at, shown in frames:
        if newest != seen[-1][1] and due <= at:
            seen.append((due, newest))
            due += RENEWED
        newest = shown.settled + shown.guess
        if newest != seen[-1][1] and due <= at:
            seen.append((at, newest))
            due = at + RENEWED
    return [*seen, (due, newest)]


VIEWS: dict[str, Callable[[Sequence[Frame]], Seen]] = {"settled": settled, "calm": calm, "quick": quick}


def changes(shown: Sequence[PartialTranslation]) -> int:
    """How many of them are sent: those that differ from the one before."""
    return sum(one != other for one, other in pairwise([PartialTranslation(), *shown]))


def note(view: View, seen: Seen, keys: Sequence[Key], final: list[str], words: int) -> None:
    """Add one message."""
    outputs = [tokenise(text) for _, text in seen]
    view.erased += erasure([*outputs, final])
    end = keys[-1].at

    def times(first: list[int]) -> list[float]:
        return [min(seen[number][0], end) for number in first] + [end] * (len(final) - len(first))

    reach, stay = times(reached(outputs, final)), times(emitted(outputs, final))
    view.reach.append(laal([_written(keys, time, words) for time in reach], words, len(final)))
    view.stay.append(laal([_written(keys, time, words) for time in stay], words, len(final)))
    view.stay_seconds.append(laal(stay, end, len(final)))
    first = next((time for time, text in seen if text), end)
    view.first_words.append(_written(keys, first, words))
    view.first_seconds.append(first - keys[0].at)


def _written(keys: Sequence[Key], time: float, most: int) -> int:
    """How many words are there at a time."""
    return min(most, len(max((key for key in keys if key.at <= time), default=keys[0]).text.split()))


def row(engine: Engine, name: str, found: Figures) -> str:
    """A line of the table."""
    view = found.views[name]
    lag = f"{mean(view.reach):.1f} | {mean(view.stay):.1f} | {1000 * mean(view.stay_seconds):.0f}"
    first = f"{median(view.first_words):.0f} | {1000 * median(view.first_seconds):.0f}"
    return f"| {engine.source} → {engine.target} | {NAMES[name]} | {view.erased / found.final:.2f} | {lag} | {first} |"


def cost(engine: Engine, found: Figures) -> str:
    """A line of the table of costs."""
    sent = f"{found.sent_without_guess / found.words:.2f} | {found.sent / found.words:.2f}"
    work = f"{1000 * found.work / found.words:.0f}"
    return f"| {engine.source} → {engine.target} | {found.messages} | {found.words} | {work} | {sent} |"


NAMES = {"settled": "settled, in both", "calm": "**calm**: all that is shown", "quick": "**quick**: all that is shown"}


async def replayed(translator: Translator, folder: Path, sentences: int) -> list[str]:
    """How calm and how late, as tables."""
    rows, costs = list[str](), list[str]()
    for source, target in PAIRS:
        engine = Engine(translator, source, target)
        found = await measure(engine, messages(folder, source, sentences))
        rows += [row(engine, name, found) for name in VIEWS]
        costs.append(cost(engine, found))
    return [
        f"{sentences} sentences of FLORES-101 dev a language, in messages of one to four, typed with hesitations,",
        "slips and second thoughts (bench/keystrokes.py, seeded); the numbers of the policy were chosen on others.",
        "Erasure: words taken back for each that remains. Behind the writer, in words (LAAL): until so many words were",
        "on the screen, right or not; and until they were there as they stay, with all words before them.",
        "Aims: quick: shown ≤ 3 words behind, erasure of settled words ≤ 0.1; calm: shown ≤ 6 words behind at ≤ 0.2.",
        "",
        "| direction | words | erasure | shown, words behind | as they stay, words | as they stay, ms "
        "| first after words | after ms |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
        "| direction | messages | words | engine, ms a word | events a word without a guess | with it |",
        "|---|---|---|---|---|---|",
        *costs,
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
            figures = await replayed(translator, FLORES, wanted.sentences)
            messages_sent = await sent(translator, FLORES, wanted.runs)
    keep(
        "live",
        "# Words while they are written",
        "",
        "`python -m bench.live` measures it.",
        "",
        *figures,
        "",
        *messages_sent,
    )


if __name__ == "__main__":
    asyncio.run(main())
