"""Bytes of a page of history as the server sends it: 50 messages with one translation each, plain and with gzip.

python -m bench.page [--checkout FOLDER]
"""

import argparse
import asyncio
import gzip
import json
from itertools import islice
from pathlib import Path

from bench.sentences import sentences
from bench.server import HERE, server
from bench.stamp import keep
from bench.wire import contents
from tests.support.guest import Guest, guest
from tests.support.raw import TEXT, frame, raw

MESSAGES = 50
WORDS = 15


async def rest(reader: Guest) -> bytes:
    """The newest page, as `GET /api/rooms/{room}/messages` answers it."""
    answer = await reader.http.get(f"/api/rooms/{reader.room}/messages", params={"limit": MESSAGES})
    return answer.raise_for_status().content


async def caught_up(reader: Guest) -> bytes:
    """What answers a `resume` without a number."""
    resume = {"type": "resume", "nonce": "n", "room": reader.room, "since": None}
    cookies = "; ".join(f"{name}={value}" for name, value in reader.http.cookies.items())
    async with raw(str(reader.http.base_url), cookies) as line:
        await line.send(frame(TEXT, b'{"type":"hello","nonce":"h"}'))
        await line.send(frame(TEXT, json.dumps(resume).encode()))
        async for _, payload in line.frames():
            if b'"type":"caught_up"' in payload:
                return payload
    raise ConnectionError("The server closed the connection before caught_up.")


async def measure(checkout: Path) -> dict[str, bytes]:
    """Both pages, for a reader of Portuguese of a room in which English is written."""
    async with (
        server(checkout) as (url, invite),
        guest(url, invite, "Writer", "en") as writer,
        guest(url, invite, "Reader", "pt") as reader,
    ):
        await writer.connect()
        await reader.connect()
        for text in islice(sentences(WORDS), MESSAGES):
            await reader.translated((await writer.post(text))["message"])
        return {
            "`GET /api/rooms/{room}/messages`": await rest(reader),
            "`caught_up` of a fresh `resume`": await caught_up(reader),
        }


def row(name: str, sent: bytes) -> str:
    """A line of the table."""
    messages, translations = map(len, contents(json.loads(sent)))
    assert (messages, translations) == (MESSAGES, MESSAGES), f"{name}: {messages} messages, {translations} translations"
    packed = len(gzip.compress(sent, mtime=0))
    return f"| {name} | {len(sent)} | {packed} | {len(sent) / MESSAGES:.0f} | {packed / MESSAGES:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=Path, default=HERE)
    checkout = parser.parse_args().checkout
    rows = [row(name, sent) for name, sent in asyncio.run(measure(checkout)).items()]
    lines = [
        "# A page of history",
        "",
        f"{MESSAGES} messages of {WORDS} words, each with one translation, as the server sends them: bytes, plain and",
        "with gzip. `python -m bench.page` measures it.",
        "",
        "| page | bytes | with gzip | bytes a message | with gzip |",
        "|---|---|---|---|---|",
        *rows,
    ]
    if checkout == HERE:
        keep("page", *lines)
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
