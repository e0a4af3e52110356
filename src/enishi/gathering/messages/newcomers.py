"""What who is new may not do yet, in rooms that say so: write fast, and post links. It ends by itself."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Denied, TooMany
from enishi.gathering.messages import table as messages
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.model import Message, Role
from enishi.text import has_link

NEW_FOR, MESSAGES = timedelta(days=1), 10
"""How long somebody is new who says less than so much in the room."""

WAIT = 20
"""Seconds between two messages."""


def is_new(joined_at: datetime, said: int, now: datetime) -> bool:
    """Whether who came to the house then, and said so many messages in the room, is new."""
    return now - joined_at < NEW_FOR and said < MESSAGES


def check_post(connection: Connection, message: Message) -> None:
    """Raises Denied for a link, TooMany for a message too soon after the last one, of who is new."""
    said = messages.count_by(connection, message.room, message.author) - 1  # it is there already
    if not _limited(connection, message.room, message.author, said):
        return
    if has_link(message.text):
        raise _no_link()
    last = messages.last_sent(connection, message)
    wait = 0.0 if last is None else WAIT - (message.sent_at - last).total_seconds()
    if wait > 0:
        sentence = f"Who is new here waits {WAIT} s between two messages. Try again in {ceil(wait)} s."
        raise TooMany(sentence, retry_after=wait, code="newcomer_pace")


def check_edit(connection: Connection, room: UUID, author: UUID, text: str) -> None:
    """Raises Denied where who is new puts a link into a message."""
    found = rooms.get(connection, room) if has_link(text) else None
    if found is None or not found.settings.newcomers:
        return
    if _limited(connection, room, author, messages.count_by(connection, room, author)):
        raise _no_link()


def _no_link() -> Denied:
    sentence = "Who is new posts no links here, for a day or ten messages. Ask a steward or a host to post it."
    return Denied(sentence, code="newcomer_link")


def _limited(connection: Connection, room: UUID, author: UUID, said: int) -> bool:
    role = rooms.role_in(connection, room, author) or Role.FORMER
    new = is_new(members.joined_at(connection, author), said, clock.now())
    return new and rooms.rank(role) < rooms.rank(Role.STEWARD)
