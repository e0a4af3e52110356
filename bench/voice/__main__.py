"""Speech at the speed of speech, in three languages: delays, wrong words, memory, and how many may speak at once.

What is said is streamed through a real server in its own process; somebody reads a translation. Recordings of people
are those that come with moonshine-voice and, where they are installed, Debian's asterisk-core-sounds-…-g722; the rest
is read by eSpeak NG, whose voices are harder for recognisers than people are.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from math import isnan
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bench.server import server
from bench.stamp import keep
from bench.voice.hearing import Heard, hear
from bench.voice.passages import Passage, people, people_begin, prompts, read
from bench.voice.talking import Talk, middle, talk, together, underneath
from tests.support.guest import Guest, guest

TIMES = 5
MOST = 4
"""Speakers at once, as `ENISHI_SPEAKERS` allows by default."""

LATE = 2.0
"""Seconds from the last word to the message, up to which speech is heard in real time."""

PROMPTED = {"en": "a person, en", "es": "a person, es"}
READERS = {"en": "pt", "pt": "en", "es": "pt"}


class House:
    """Speakers, and who reads each language that is translated into."""

    def __init__(self, speakers: Sequence[Guest], readers: Sequence[Guest]) -> None:
        self.speakers = speakers
        self._readers = {str(reader.me["language"]): reader for reader in readers}

    def reader(self, passage: Passage) -> Guest:
        """Who reads a translation of it."""
        return self._readers[READERS[passage.language]]

    async def alone(self, passages: Sequence[Passage], times: int) -> list[Talk]:
        """Each passage is said some times."""
        progress = tqdm([passage for passage in passages for _ in range(times)], "alone", leave=False)
        return [await talk(self.speakers[0], self.reader(passage), passage) for passage in progress]

    async def at_once(self, passages: Sequence[Passage], times: int) -> list[Talk]:
        """All of them are said at once, some times."""
        speakers = self.speakers[: len(passages)]
        rounds = [await together(speakers, self.reader(passages[0]), passages) for _ in range(times)]
        return [one for talks in rounds for one in talks]


async def delays(house: House, times: int) -> list[str]:
    """From the first word to its caption, from the last one to the message."""
    beckett, cities = people_begin()
    cold = await house.alone([beckett], 1)
    whole = [middle(await house.alone([passage], max(1, times // 2))) for passage in people()]
    rows = [row("people: beckett, the first that the server hears", cold[0])]
    rows += [row(f"people: {passage.name}, whole", figures) for passage, figures in zip(people(), whole, strict=True)]
    for passage in (beckett, cities):
        rows.append(row(f"people: {passage.name}, begin", middle(await house.alone([passage], times))))
    for language in READERS:
        passages = read(language)
        rows.append(row(f"eSpeak NG: {language}, the first", (await house.alone(passages[:1], 1))[0]))
        rows.append(row(f"eSpeak NG: {language}, each sentence once", middle(await house.alone(passages[1:], 1))))
    return rows


async def crowd(house: House, language: str, times: int) -> list[str]:
    """How long the last one waits when several speak."""
    rows = []
    for speakers in tqdm(range(1, MOST + 1), language, leave=False):
        talks = await house.at_once(read(language)[:speakers], times)
        late = [one.message for one in talks if not isnan(one.message)]
        verdict = "yes" if max(late) <= LATE else "no"
        caption, message = middle(talks).caption, median(late)
        rows.append(f"| {language} | {speakers} | {caption:.2f} | {message:.2f} | {max(late):.2f} | {verdict} |")
    return rows


async def wrong_words(data: Path) -> list[str]:
    """Without a server."""
    said = {"people": people(), **{f"eSpeak NG, {language}": read(language) for language in READERS}}
    tried = [(name, recogniser) for name in said for recogniser in _recognisers(said[name])]
    said |= {name: prompts(language) for language, name in PROMPTED.items()}
    tried += [(name, "whisper") for name in PROMPTED.values() if said[name]]
    return [heard(name, recogniser, said[name], await hear(data, recogniser, said[name])) for name, recogniser in tried]


def _recognisers(passages: Sequence[Passage]) -> Sequence[str]:
    return ("moonshine", "whisper") if passages[0].language == "en" else ("whisper",)


def row(name: str, figures: Talk) -> str:
    """A line of the table of delays."""
    *seconds, errors = figures
    return f"| {name} | {' | '.join('–' if isnan(value) else f'{value:.2f}' for value in seconds)} | {errors:.1%} |"


def heard(name: str, recogniser: str, passages: Sequence[Passage], figures: Heard) -> str:
    """A line of the table of wrong words."""
    return (
        f"| {name} | {len(passages)} | {recogniser} | {figures.errors:.1%} | {figures.load:.2f} | "
        f"{figures.memory:.0f} | {figures.most_memory:.0f} |"
    )


async def main(times: int) -> None:
    with TemporaryDirectory() as data:
        words = await wrong_words(Path(data))
    async with server() as (url, invite), AsyncExitStack() as stack:

        async def enter(name: str, language: str) -> Guest:
            return await (await stack.enter_async_context(guest(url, invite, name, language))).connect()

        speakers = [await enter(f"Speaker {number}", "en") for number in range(MOST)]
        house = House(speakers, [await enter("Leitora", "pt"), await enter("Reader", "en")])
        rows = await delays(house, times)
        crowds = [line for language in ("en", "pt") for line in await crowd(house, language, times)]
        voice = await underneath(speakers[0], house.reader(people()[1]), people()[1])
    busy = os.getloadavg()[2]
    keep(
        "voice",
        "# Speech",
        "",
        "English is recognised by Moonshine’s small model, Portuguese and Spanish by Whisper’s `base` (extra",
        f"`whisper-base`). `python -m bench.voice` measures it; load {busy:.1f} in the last 15 minutes.",
        "",
        "## Delays",
        "",
        "Streamed at real speed, medians. Seconds from the first word spoken to its caption, from the last one",
        "to the message, as said and translated (en to pt, pt to en, es to pt); – where the message came first, or",
        "where none came. Aim: a caption in less than a second.",
        "",
        "| what is said | caption | translated | message | translated | words wrong |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "## Several at once",
        "",
        f"Real time is kept while the last message comes within {LATE:.0f} s of the last word.",
        "",
        "| language | speakers | caption | message | latest message | in real time |",
        "|---|---|---|---|---|---|",
        *crowds,
        "",
        "## Wrong words, processor, memory",
        "",
        "Sound comes in pieces of five seconds. Processor: seconds of one core for a second of speech; captions that",
        "come more often take up to a third of real time. Memory: MB of the worker process that each speaker has, now",
        "and at most. eSpeak NG’s voices are far harder for recognisers than people: these are upper bounds.",
        "",
        "| what is said | passages | recogniser | words wrong | processor | MB | at most |",
        "|---|---|---|---|---|---|---|",
        *words,
        "",
        voice,
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
