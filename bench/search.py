"""Searching many messages in several languages: how long it takes, and whether what is there is found.

python -m bench.search [--messages 100000]
"""

import argparse
import asyncio
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import Connection, insert
from tqdm import tqdm

from bench.benches import FLORES
from bench.machine import percentile
from bench.stamp import keep
from enishi import clock
from enishi.features.search import table
from enishi.features.search.tokens import Token, tokens, wanted
from enishi.features.search.wire import SearchQuery
from enishi.gathering.messages.table import messages
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member, Message, Room
from enishi.store.sqlite import SQLiteStore

SEED = 20261201
LANGUAGES = ("en", "pt", "ar", "ja", "ru", "hi")
DENSE = {"ja", "ko", "th", "lo", "km", "my", "zh"}
"""Languages whose substrings are of characters, and not of words."""

AT_ONCE, QUERIES, SUBSTRINGS, MOST, WORDS = 2000, 300, 50, 50, 12
Said = list[tuple[str, str]]

HEAD = """# Search

{count:,} messages in one room of a SQLite file, in English, Portuguese, Arabic, Japanese, Russian and Hindi in equal
parts: stretches of FLORES-101 dev of {words} words (in Japanese, characters), each with a number of its own.
{queries} queries of each kind, in one language. `python -m bench.search` measures it; aim: p95 below 50 ms.

| searched for | found among the first {most} | ms p50 | p95 | longest |
|---|---|---|---|---|"""


def sentences(language: str) -> list[str]:
    """Of FLORES-101 dev."""
    return (FLORES / f"{language}.txt").read_text().splitlines()


def stretch(random: Random, sentence: str, language: str, length: int) -> str:
    """Some words of a sentence that follow one another; characters, where there are no spaces."""
    parts = list(sentence) if language in DENSE else sentence.split()
    start = random.randrange(max(1, len(parts) - length))
    return ("" if language in DENSE else " ").join(parts[start : start + length])


def fill(connection: Connection, room: Room, author: Member, start: int, some: Said) -> None:
    """Keep these messages from a number on, and index them."""
    for seq, (language, text) in enumerate(some, start + 1):
        message = Message(clock.new_id(), room.id, author.id, language, text, clock.now(), seq=seq, changed=seq)
        values = {name: getattr(message, name) for name in Message.__dataclass_fields__}
        connection.execute(insert(messages).values(values | {"nonce": str(seq)}))
        table.put(connection, room.id, seq, language, {token.key for token in tokens(text, language)})


def look(connection: Connection, room: Room, language: str, text: str) -> list[str]:
    """The texts that are found, as `verbs.Search` looks for one wording."""
    which = table.said_by(SearchQuery(text=""), after=0)
    found = table.find(connection, room.id, language, wanted(text, language), *which, most=MOST)
    return [message.text for message in found]


def queries(random: Random, said: Said) -> Iterator[tuple[str, str, str, str]]:
    """The kind of each, the language, what is searched for, and the text that should be found."""
    for _ in range(QUERIES):
        language, text = random.choice(said)
        words, number = text.rsplit(" ", 1)
        word = stretch(random, words, language, 1)
        while not wanted(word, language):  # a mark that stands alone
            word = stretch(random, words, language, 1)
        yield "a number", language, number, text
        yield "four words of a message", language, stretch(random, words, language, 4), ""
        yield "one word of a message", language, word, ""
        yield "a message with two other words", language, f"{text} zzzz yyyy", text


async def measure(count: int) -> list[str]:
    """The lines of the table."""
    random = Random(SEED)
    texts = {language: sentences(language) for language in LANGUAGES}
    said: Said = []
    for number in range(count):
        language = random.choice(LANGUAGES)
        said.append((language, f"{stretch(random, random.choice(texts[language]), language, WORDS)} {number}"))
    room, author = Room(clock.new_id(), "Bench", last=count), Member(clock.new_id(), "Bench", "en")
    taken: dict[str, list[float]] = {}
    hits: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        async with SQLiteStore(Path(place)) as store:
            await store.write(lambda connection: begin(connection, room, author), room=room.id)
            for start in tqdm(range(0, count, AT_ONCE), desc="messages"):
                some = said[start : start + AT_ONCE]
                await store.write(lambda c, start=start, some=some: fill(c, room, author, start, some), room=room.id)  # type: ignore[misc]
            size = await asyncio.to_thread(mebibytes, Path(place))
            for kind, language, query, target in tqdm(list(queries(random, said)), desc="queries"):
                begun = perf_counter()
                found = await store.read(lambda c, language=language, query=query: look(c, room, language, query))  # type: ignore[misc]
                taken.setdefault(kind, []).append(1000 * (perf_counter() - begun))
                hits[kind] = hits.get(kind, 0) + (target in found if target else bool(found))
    rows = [
        f"| {kind} | {hits[kind] / QUERIES:.1%} | "
        + " | ".join(f"{percentile(times, share):.1f}" for share in (0.5, 0.95, 1.0))
        + " |"
        for kind, times in taken.items()
    ]
    return [*rows, "", f"The files have {size:.0f} MiB, {1024 * size / count:.1f} KiB a message."]


def mebibytes(place: Path) -> float:
    """Of all files in a directory."""
    return sum(file.stat().st_size for file in place.iterdir()) / 2**20


def begin(connection: Connection, room: Room, author: Member) -> None:
    """The room, and who speaks in it."""
    members.add(connection, author, clock.now())
    rooms.add(connection, room, clock.now())


def recall() -> tuple[float, int]:
    """Of substrings of sentences in many languages, how many of the sentences that have one are found by it."""
    random, there, found = Random(SEED), 0, 0
    languages = sorted(file.stem for file in FLORES.glob("*.txt"))[:30]
    languages[-1:] = [] if "ja" in languages else ["ja"]
    for language in tqdm(languages, desc="languages"):
        lines = sentences(language)
        keys = [{token.key for token in tokens(line, language)} for line in lines]
        for _ in range(SUBSTRINGS):
            part = stretch(random, random.choice(lines), language, 2).strip(".,;:!?\"'()«»„“”…、。，؟،-–— ")
            whole = re.compile(re.escape(part) if language in DENSE else rf"(?<!\w){re.escape(part)}(?!\w)")
            asked = wanted(part, language)
            for line, there_keys in zip(lines, keys, strict=True):
                if asked and whole.search(line):
                    there += 1
                    found += all(has(there_keys, token) for token in asked)
    return found / there, len(languages)


def has(keys: set[str], token: Token) -> bool:
    """Whether a text with these keys has what is wanted."""
    return token.key in keys or (token.begins and any(key.startswith(token.key) for key in keys))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    count = parser.parse_args(arguments).messages
    share, languages = recall()
    lines = asyncio.run(measure(count))
    keep(
        "search",
        HEAD.format(count=count, words=WORDS, queries=QUERIES, most=MOST),
        *lines,
        "",
        f"Of {SUBSTRINGS} stretches of two words (or characters) in each of {languages} languages, {share:.2%} of the",
        "sentences that have one are found by it; aim: 99 %.",
    )


if __name__ == "__main__":
    main()
