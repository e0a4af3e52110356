"""Searches rooms with the words as they were typed, and translated into each language that a room has words in."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from enishi.deeds import Deed, Hidden, is_told
from enishi.doors.house import House
from enishi.errors import Denied, TranslationError
from enishi.features.search import table
from enishi.features.search.tokens import Token, tokens, wanted
from enishi.features.search.wire import SearchHit, SearchQuery
from enishi.gathering.translations import table as translations
from enishi.model import Member, Message

MOST = 50
"""Hits that are told, and messages that are looked at of each list."""

MOST_ROOMS = 20
"""Of somebody who is in more, the newest are searched."""

PATIENCE = 2.0
"""Seconds that the translation of a query may take; without it, the words as they were typed have to do."""

SMOOTHING = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): 1 / (60 + rank), summed over the lists."""

Wordings = Mapping[str, Collection[str]]
"""What is searched for in each language."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A message, and by what in which language."""

    message: Message
    language: str
    keys: Sequence[Token]


class Search:
    """Finds nothing that the caller could not read in the room itself."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def find(self, reader: Member, query: SearchQuery) -> Sequence[SearchHit]:
        """The likeliest first; raises Denied for a room that the reader is not in."""
        places = await self._house.standings.of(reader)
        sees_after = {standing.room.id: standing.sees_after for standing, *_ in places}
        if query.room and query.room not in sees_after:
            raise Denied("You are not in this room. Ask a host for an invite to it.", code="not_in_room")
        rooms = [query.room] if query.room else list(sees_after)[:MOST_ROOMS]
        found = [await self._in_room(reader, room, sees_after[room], query) for room in rooms]
        return [hit for _, hit in sorted((pair for pairs in found for pair in pairs), key=_likeliest)][:MOST]

    async def _in_room(
        self, reader: Member, room: UUID, sees_after: int, query: SearchQuery
    ) -> Sequence[tuple[float, SearchHit]]:
        languages = await self._house.store.read(lambda connection: list(table.languages(connection, room)))
        wordings = await self._wordings(reader, room, query.text, languages)
        which = table.said_by(query, after=sees_after)
        hidden = self._house.blocks.hidden_from(reader.id)
        look = partial(_look, room=room, wordings=wordings, which=which, hidden=hidden, reader=reader)
        return await self._house.store.read(look)

    async def _wordings(self, reader: Member, room: UUID, text: str, languages: Sequence[str]) -> Wordings:
        """As typed, and as the room would put it, by its glossary."""
        translated = await asyncio.gather(*(self._translated(reader, room, text, language) for language in languages))
        return {language: {text} | said for language, said in zip(languages, translated, strict=True)}

    async def _translated(self, reader: Member, room: UUID, text: str, language: str) -> set[str]:
        translator = self._house.room_translator
        if language == reader.language or not translator.leads(reader.language, language):
            return set()
        try:
            async with asyncio.timeout(PATIENCE):
                made = await translator.translate(room, text, author=reader.id, source=reader.language, target=language)
        except (TranslationError, TimeoutError):
            return set()
        return {made.text}


def _likeliest(scored: tuple[float, SearchHit]) -> tuple[float, float]:
    score, hit = scored
    return -score, -hit.message.sent_at.timestamp()


def _look(
    connection: Connection,
    room: UUID,
    wordings: Wordings,
    which: Sequence[ColumnElement[bool]],
    hidden: Hidden,
    reader: Member,
) -> list[tuple[float, SearchHit]]:
    scores: defaultdict[UUID, float] = defaultdict(float)
    best: dict[UUID, _Found] = {}
    for found in _lists(connection, room, wordings, which):
        told = [each for each in found if _is_told(each.message, hidden)]
        for rank, each in enumerate(told):
            scores[each.message.id] += 1 / (SMOOTHING + rank)
            best.setdefault(each.message.id, each)
    likeliest = sorted(scores, key=lambda message: -scores[message])[:MOST]
    hits = ((scores[message], _hit(connection, best[message], reader)) for message in likeliest)
    return [(score, hit) for score, hit in hits if hit]


def _is_told(message: Message, hidden: Hidden) -> bool:
    return is_told(hidden, 0, first=message.seq, deeds=(Deed(message.author, message.id),))


def _lists(
    connection: Connection, room: UUID, wordings: Wordings, which: Sequence[ColumnElement[bool]]
) -> Iterator[list[_Found]]:
    """What each wording finds, the likeliest first."""
    for language, several in wordings.items():
        for wording in several:
            if keys := wanted(wording, language):
                found = table.find(connection, room, language, keys, *which, most=MOST)
                yield [_Found(message, language, keys) for message in found]


def _hit(connection: Connection, found: _Found, reader: Member) -> SearchHit | None:
    """None for what lost these words meanwhile: the index follows a little later."""
    text = _text(connection, found.message, found.language)
    pieces = _pieces(text or "", found.language, found.keys)
    if len(pieces) < 2:
        return None
    read = None if reader.reads(found.language) else _text(connection, found.message, reader.language)
    return SearchHit(message=found.message, language=found.language, pieces=pieces, read=read)


def _text(connection: Connection, message: Message, language: str) -> str | None:
    if language == message.language:
        return message.text
    kept = translations.get(connection, message.room, message.id, language)
    return kept.text if kept else None


def _pieces(text: str, language: str, keys: Collection[Token]) -> tuple[str, ...]:
    """The text, cut before and after what was searched for; it begins with what was not."""
    exact = {token.key for token in keys}
    begun = tuple(token.key for token in keys if token.begins)
    pieces, at = [""], 0
    for token in tokens(text, language):
        if token.end <= at or not (token.key in exact or token.key.startswith(begun)):
            continue
        if token.start > at or at == 0:
            pieces[-1] += text[at : token.start]
            pieces += [text[token.start : token.end], ""]
        else:  # it goes on where the last one ended, or within it
            pieces[-2] += text[at : token.end]
        at = token.end
    pieces[-1] += text[at:]
    return tuple(pieces)
