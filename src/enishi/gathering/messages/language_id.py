"""Identifies the language of a message; without clear evidence it is the language that its writer reads."""

import asyncio
from collections import Counter
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.gathering.messages import table as messages
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Member
from enishi.store.store import Store
from enishi.translate.text.language_detection import Detector

SURE = 0.9
"""A language that is not the writer's own has to be this likely."""

OWN, UNDERSTOOD, SAID = 300, 10, 100
"""How many times likelier than another language of the room is what the writer reads, understands, and each time said.

Greetings and thanks of one word outweigh it, exclamations that everybody borrows (lol, wow, cool) do not.
"""

LATELY, AMONG = 10, 100
"""So many of the writer's messages count, where they are among so many newest of the room."""


class LanguageIdentifier:
    """Chooses among the writer's languages and those of the room; another one only where the script proves it."""

    def __init__(self, store: Store, detector: Detector) -> None:
        self._store = store
        self._detector = detector

    async def identify(self, author: Member, room: UUID | None, text: str) -> str:
        """The language of what this member says in the room; of what is for all their rooms where it is None."""
        among, expected = await self._store.read(partial(_expectations, author=author, room=room))
        # Not on the loop: what a language needs is loaded with its first word.
        guess = await asyncio.to_thread(self._detector.detect, text, among, expected)
        if guess.confidence == 0:
            guess = await asyncio.to_thread(self._detector.detect, text, None, expected)
        return guess.language if guess.confidence >= SURE else author.language


def _expectations(connection: Connection, author: Member, room: UUID | None) -> tuple[list[str], dict[str, float]]:
    expected = Counter({author.language: OWN} | dict.fromkeys(author.understands, UNDERSTOOD))
    if room is None:
        return list(expected), dict(expected)
    for language in messages.languages_lately(connection, room, author.id, AMONG)[:LATELY]:
        expected[language] += SAID
    around = Counter(
        tag for member in rooms.members_of(connection, room) for tag in (member.language, *member.understands)
    )
    among = [*expected, *(tag for tag in around if tag not in expected)]
    return among, dict(expected)
