"""Speaking on a real server at the speed of speech, alone and beside others, while somebody reads a translation."""

import asyncio
from collections.abc import Awaitable, Sequence
from math import isnan, nan
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

from jiwer import wer

from bench.voice.passages import Passage, plain
from tests.support.guest import Event, Guest
from tests.support.sound import pieces

PIECE = 0.1
FRAMED = 4
"""Bytes of a WebSocket frame around a piece of sound."""


class Talk(NamedTuple):
    """Seconds from the first word to its caption, and from the last one to the message; said and translated.

    Not a number for what never came.
    """

    caption: float
    caption_translated: float
    message: float
    message_translated: float
    errors: float


async def talk(speaker: Guest, reader: Guest, passage: Passage) -> Talk:
    """One speaks, at the speed of speech, and hushes with the last word."""
    seen = len(reader.events)
    await speaker.ask("speak", room=speaker.room, language=passage.language)
    begun = perf_counter()

    def caption(language: str) -> asyncio.Task[float]:
        def matches(event: Event) -> bool:
            ours = event["type"] == "drafting" and event["author"] == speaker.me["id"]
            return ours and event["language"] == language and bool(event["settled"] or event["open"])

        return asyncio.create_task(_when(reader.told(matches, after=seen)))

    captions = caption(passage.language), caption(reader.me["language"])
    for number, piece in enumerate(pieces(passage.sound, PIECE), 1):
        await asyncio.sleep(begun + number * PIECE - perf_counter())
        await speaker.send(piece)
    ended = perf_counter()
    await speaker.ask("hush", room=speaker.room)
    message = perf_counter() - ended
    said = [e["message"] for e in reader.events[seen:] if e["type"] == "posted" and _by(speaker, e)]
    if not said:
        return _unheard(captions)
    translated = await _when(reader.translated(said[-1]["id"], after=seen)) - ended
    first, first_translated = [await _or_never(at) - begun - passage.begin for at in captions]
    errors = wer(plain(passage.transcript), plain(" ".join(message["text"] for message in said)))
    return Talk(first, first_translated, message, translated, errors)


def _unheard(captions: Sequence[asyncio.Task[float]]) -> Talk:
    """The recogniser was too unsure of it in the end, and no message came: every word is wrong."""
    for caption in captions:
        caption.cancel()
    return Talk(nan, nan, nan, nan, errors=1.0)


async def together(speakers: Sequence[Guest], reader: Guest, passages: Sequence[Passage]) -> list[Talk]:
    """Each of them says another passage, at once."""
    pairs = zip(speakers, passages, strict=True)
    return list(await asyncio.gather(*(talk(speaker, reader, passage) for speaker, passage in pairs)))


async def underneath(speaker: Guest, listener: Guest, passage: Passage) -> str:
    """How late the voice itself comes to who listens, and what it takes of their line."""
    await listener.ask("listen", room=listener.room)
    await speaker.ask("speak", room=speaker.room, language=passage.language)
    sent = []
    for piece in pieces(passage.sound, PIECE):
        await asyncio.sleep(PIECE)
        sent.append(perf_counter())
        await speaker.send(piece)
    await speaker.ask("hush", room=speaker.room)
    # The last piece is passed on only when it is full.
    late = [came - went for (came, _), went in zip(listener.sounds, sent, strict=False)]
    taken = sum(FRAMED + len(sound) for _, sound in listener.sounds) / (len(sent) * PIECE)
    return (
        f"The voice itself reaches who listens {median(late) * 1000:.1f} ms after it was sent "
        f"(p95 {quantiles(late, n=20)[-1] * 1000:.1f} ms), in {taken / 1000:.1f} kB a second."
    )


def middle(talks: Sequence[Talk]) -> Talk:
    """The median of each figure, where it came at all."""
    return Talk(
        *(median([each for each in figures if not isnan(each)] or [nan]) for figures in zip(*talks, strict=True))
    )


async def _or_never(caption: asyncio.Task[float]) -> float:
    """When it came; the message is there, so it will not come any more."""
    if caption.done():
        return caption.result()
    caption.cancel()
    return nan


async def _when(happens: Awaitable[Event]) -> float:
    await happens
    return perf_counter()


def _by(speaker: Guest, event: Event) -> bool:
    return bool(event["message"]["author"] == speaker.me["id"])
