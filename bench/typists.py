"""Ten people typing at once in one room of a real server: how long what they send takes to be read in other languages.

Everybody writes at the pace of bench/keystrokes.py, and shows it as the page does: the newest words, as soon as the
last ones were answered. Without drafts they send the same at the same times.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from bench.keystrokes import KEY, Key, typed
from bench.machine import percentile
from bench.server import server
from enishi.translate.translator import Translator
from tests.support.guest import Event, Guest, guest

LANGUAGES = ("en", "pt", "es")
PEOPLE = 10
SECONDS = 60.0
"""After which nobody begins another message."""
WORDS = range(8, 16)
"""How many a message has."""
APART = 0.9
"""Seconds between one's first key and the next one's."""


class Sent(NamedTuple):
    """A message, and when its writer sent it."""

    message: str
    at: float


class Arrived(NamedTuple):
    """What a reader read of it, and how many seconds after it was sent."""

    source: str
    target: str
    text: str
    translation: str
    seconds: float


class Heard(list[Event]):
    """Events, each with the time at which it came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, event: Event) -> None:
        """Keep one that came just now."""
        self.at.append(perf_counter())
        super().append(event)


async def sent(translator: Translator, folder: Path, runs: int) -> list[str]:
    """What drafts cost messages, as a table; both ways in turn, so many times."""
    found = [[await typing(folder, drafts=drafts) for drafts in (False, True)] for _ in range(runs)]
    without, drafted = zip(*found, strict=True)
    same = [
        (await translator.translate(one.text, one.source, one.target)).text == one.translation
        for run in (*without, *drafted)
        for one in run
    ]
    ratios = [_late(with_drafts, 0.95) / _late(alone, 0.95) for alone, with_drafts in found]
    return [
        f"## {PEOPLE} people who type at once",
        "",
        "Three languages in one room of a real server, messages of 8 to 15 words at the same times; from sending",
        f"to the translation at a reader. {runs} runs of both in turn: the median of the runs (least–most).",
        "Aim: p95 with drafts ≤ 1.3 times that without.",
        "",
        "| | translations a run | p50, ms | p95, ms |",
        "|---|---|---|---|",
        _line("without drafts", without),
        _line("with drafts", drafted),
        "",
        f"Ratio of the p95 of a run: {_spread(ratios, 2)}. As translated alone, offline: {sum(same)} of {len(same)}.",
    ]


def _line(name: str, runs: Sequence[Sequence[Arrived]]) -> str:
    middle, late = ([1000 * _late(run, share) for run in runs] for share in (0.5, 0.95))
    return f"| {name} | {len(runs[0])} | {_spread(middle)} | {_spread(late)} |"


def _late(arrived: Sequence[Arrived], share: float) -> float:
    return percentile([one.seconds for one in arrived], share)


def _spread(values: Sequence[float], digits: int = 0) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


async def typing(folder: Path, *, drafts: bool) -> list[Arrived]:
    """Every message as the first reader of each language read it."""
    texts = {language: _short(folder, language) for language in LANGUAGES}
    async with _room() as people:
        await asyncio.gather(*(_warm(who, texts[who.me["language"]][-number]) for number, who in enumerate(people, 1)))
        writers = [
            _write(who, texts[who.me["language"]][number::PEOPLE], number, drafts=drafts)
            for number, who in enumerate(people)
        ]
        sent = [each for several in await asyncio.gather(*writers) for each in several]
        return [each for reader in people[: len(LANGUAGES)] for each in await _read(reader, sent)]


@asynccontextmanager
async def _room() -> AsyncIterator[list[Guest]]:
    async with AsyncExitStack() as stack:
        url, invite = await stack.enter_async_context(server())
        people = []
        for number, language in enumerate(islice(cycle(LANGUAGES), PEOPLE)):
            who = await stack.enter_async_context(guest(url, invite, f"Typist {number}", language))
            who.events = Heard()
            people.append(await who.connect())
        yield people


def _short(folder: Path, language: str) -> list[str]:
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if len(line.split()) in WORDS]


async def _warm(who: Guest, text: str) -> None:
    """All at once: every worker has opened its models before anything is measured."""
    message = (await who.post(text))["message"]
    await asyncio.gather(*(who.reads(message, language) for language in LANGUAGES if language != who.me["language"]))


async def _write(who: Guest, texts: Sequence[str], number: int, *, drafts: bool) -> list[Sent]:
    await asyncio.sleep(number * APART)
    end, sent = perf_counter() + SECONDS, list[Sent]()
    for seed, text in enumerate(texts):
        begun = perf_counter()
        if begun > end:
            break
        keys = typed(text, text.split(), seed)
        if drafts:
            await _show(who, keys, begun)
        await _until(begun + keys[-1].at + KEY)
        at = perf_counter()
        sent.append(Sent((await who.post(text))["message"], at))
    return sent


async def _show(who: Guest, keys: Sequence[Key], begun: float) -> None:
    at = 0
    while at < len(keys):
        await _until(begun + keys[at].at)
        await who.ask("draft", room=who.room, text=keys[at].text)
        at += 1
        while at + 1 < len(keys) and begun + keys[at + 1].at <= perf_counter():
            at += 1


async def _until(time: float) -> None:
    await asyncio.sleep(max(0.0, time - perf_counter()))


async def _read(reader: Guest, sent: Sequence[Sent]) -> list[Arrived]:
    """All that was sent in another language than the reader's."""
    assert isinstance(reader.events, Heard)
    said = {event["message"]["id"]: event["message"] for event in reader.of_type("posted")}
    language = reader.me["language"]
    arrived = []
    for message, at in sent:
        source, text = said[message]["language"], said[message]["text"]
        if source != language:
            event = await reader.translated(message)
            came = reader.events.at[reader.events.index(event)]
            arrived.append(Arrived(source, language, text, event["translation"]["text"], came - at))
    return arrived
