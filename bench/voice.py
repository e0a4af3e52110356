"""Speech at the speed of speech: when captions come, how long the last word takes, how many words are wrong.

The recordings that come with moonshine-voice are streamed through a real server in its own process; a reader of
Portuguese follows. Then two speak at once, against each alone; and the reader listens to the voice itself.
"""

import asyncio
import sys
from collections.abc import Awaitable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

from jiwer import wer
from tqdm import tqdm

from bench.server import server
from bench.stamp import keep
from tests.support.guest import Event, Guest, guest
from tests.support.sound import pieces, speech, words

PIECE = 0.1
FRAMED = 4
"""Bytes of a WebSocket frame around a piece of sound."""
TIMES = 5


@dataclass(frozen=True)
class Recording:
    """The seconds `begin` to `end` of a file; somebody speaks from `speech` on, and to the end."""

    name: str
    begin: float
    speech: float
    end: float
    transcript: str


BECKETT = "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better."
DICKENS = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it "
    "was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
    "Darkness, it was the spring of hope, it was the winter of despair, we had everything before us, we had nothing "
    "before us, we were all going direct to Heaven, we were all going direct the other way – in short, the period was "
    "so far like the present period, that some of its noisiest authorities insisted on its being received, for good "
    "or for evil, in the superlative degree of comparison only."
)
WHOLE = (Recording("beckett", 0, 0.35, 8.9, BECKETT), Recording("two_cities", 0, 1.22, 41.8, DICKENS))
SHORT = (
    Recording("beckett", 0, 0.35, 5.6, " ".join(BECKETT.split()[:8])),
    Recording("two_cities", 1, 1.22, 6.3, " ".join(DICKENS.split()[:18])),
)


class Talk(NamedTuple):
    """Seconds from the first word to its caption, and from the last one to the message; in English and Portuguese."""

    caption: float
    caption_pt: float
    message: float
    message_pt: float
    errors: float


async def talk(speaker: Guest, reader: Guest, recording: Recording) -> Talk:
    """One speaks, at the speed of speech, and hushes with the last word."""
    seen = len(reader.events)
    await speaker.ask("speak", room=speaker.room, language="en")
    begun = perf_counter()

    def caption(language: str) -> asyncio.Task[float]:
        def matches(event: Event) -> bool:
            ours = event["type"] == "drafting" and event["author"] == speaker.me["id"]
            return ours and event["language"] == language and bool(event["settled"] or event["open"])

        return asyncio.create_task(_when(reader.told(matches, after=seen)))

    captions = caption("en"), caption("pt")
    sound = pieces(speech(recording.name, recording.begin, recording.end), PIECE)
    for number, piece in enumerate(sound, 1):
        await asyncio.sleep(begun + number * PIECE - perf_counter())
        await speaker.send(piece)
    ended = perf_counter()
    await speaker.ask("hush", room=speaker.room)
    message = perf_counter() - ended
    said = [e["message"] for e in reader.events[seen:] if e["type"] == "posted" and _by(speaker, e)]
    message_pt = await _when(reader.translated(said[-1]["id"], after=seen)) - ended
    first, first_pt = [await at - begun - (recording.speech - recording.begin) for at in captions]
    errors = wer(heard(recording.transcript), heard(" ".join(message["text"] for message in said)))
    return Talk(first, first_pt, message, message_pt, errors)


def heard(text: str) -> str:
    """Its words, without case and marks."""
    return " ".join(words(text))


async def _when(happens: Awaitable[Event]) -> float:
    await happens
    return perf_counter()


def _by(speaker: Guest, event: Event) -> bool:
    return bool(event["message"]["author"] == speaker.me["id"])


class Room(NamedTuple):
    """Two who speak, and one who reads Portuguese."""

    one: Guest
    other: Guest
    reader: Guest


async def alone(room: Room, recordings: tuple[Recording, ...], times: int) -> list[Talk]:
    """The medians of some talks for each recording."""
    found = []
    for recording in recordings:
        talks = [await talk(room.one, room.reader, recording) for _ in tqdm(range(times), recording.name, leave=False)]
        found.append(middle(talks))
    return found


async def together(room: Room, times: int) -> list[Talk]:
    """The same for two at once."""
    pairs = []
    for _ in tqdm(range(times), "two at once", leave=False):
        speakers = zip((room.one, room.other), SHORT, strict=True)
        pairs.append(await asyncio.gather(*(talk(who, room.reader, recording) for who, recording in speakers)))
    return [middle(talks) for talks in zip(*pairs, strict=True)]


async def underneath(room: Room) -> str:
    """How late the voice itself comes to who listens, and what it takes of their line."""
    speaker, _, listener = room
    await listener.ask("listen", room=listener.room)
    await speaker.ask("speak", room=speaker.room, language="en")
    sent = []
    for piece in pieces(speech("two_cities", end=20), PIECE):
        await asyncio.sleep(PIECE)
        sent.append(perf_counter())
        await speaker.send(piece)
    await speaker.ask("hush", room=speaker.room)
    late = [came - went for (came, _), went in zip(listener.sounds, sent, strict=True)]
    taken = sum(FRAMED + len(sound) for _, sound in listener.sounds) / (len(sent) * PIECE)
    return (
        f"The voice itself reaches who listens {median(late) * 1000:.1f} ms after it was sent "
        f"(p95 {quantiles(late, n=20)[-1] * 1000:.1f} ms), in {taken / 1000:.1f} kB a second."
    )


def middle(talks: list[Talk] | tuple[Talk, ...]) -> Talk:
    """The median of each figure."""
    return Talk(*(median(figures) for figures in zip(*talks, strict=True)))


def row(name: str, figures: Talk) -> str:
    """A line of the table."""
    *seconds, errors = figures
    return f"| {name} | {' | '.join(f'{value:.2f}' for value in seconds)} | {errors:.1%} |"


def ratios(name: str, one: Talk, two: Talk) -> str:
    """How much longer it takes when two speak."""
    return f"| {name} | {' | '.join(f'{b / a:.2f}' for a, b in zip(one[:4], two[:4], strict=True))} | |"


async def main(times: int) -> None:
    async with (
        server() as (url, invite),
        guest(url, invite, "One", "en") as one,
        guest(url, invite, "Other", "en") as other,
        guest(url, invite, "Reader", "pt") as reader,
    ):
        room = Room(*[await who.connect() for who in (one, other, reader)])
        cold = await talk(one, reader, SHORT[0])
        whole = await alone(room, WHOLE, max(1, times // 2))
        single = await alone(room, SHORT, times)
        both = await together(room, times)
        voice = await underneath(room)
    rows = [row(f"{recording.name}, whole", figures) for recording, figures in zip(WHOLE, whole, strict=True)]
    rows.append(row("beckett, the first that the server hears", cold))
    for recording, one_speaks, two_speak in zip(SHORT, single, both, strict=True):
        rows.append(row(f"{recording.name}, begin, alone", one_speaks))
        rows.append(row(f"{recording.name}, begin, beside the other", two_speak))
        rows.append(ratios("times longer", one_speaks, two_speak))
    keep(
        "voice",
        "# Speech",
        "",
        f"Moonshine’s small English model, streamed at the speed of speech, medians of {times}.",
        "`python -m bench.voice` measures it. Seconds from the first word spoken to its caption, and from the last",
        "to the message, for readers of English and of Portuguese. Aims: a caption < 1 s; for two at once no",
        "figure more than 1.5 times what it is for one.",
        "",
        "| recording | caption en | caption pt | message en | message pt | words wrong |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        voice,
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
