"""Names in a room: no two people's look alike, so that nobody is taken for somebody else."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import count
from uuid import UUID

from sqlalchemy import Connection

from enishi.errors import NameTaken
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.lookalikes import looks
from enishi.model import Member
from enishi.text import checked_name

LONGEST_NAME = 60

_NUMBER = re.compile(r" \d{1,3}\Z")


def require_free(connection: Connection, room: UUID, member: Member) -> None:
    """Raises NameTaken when somebody else who is or was in the room has a name that looks like the member's."""
    mine = looks(member.name)
    others = [looks(name) for name in rooms.names_of(connection, room, but=member.id)]
    if not all(map(mine.isdisjoint, others)):
        raise NameTaken(free=numbered(member.name, frozenset().union(*others)))


def come_in(connection: Connection, room: UUID, member: Member, wished: str) -> Member:
    """Somebody who has just come into the room: under their name, or where it is taken, under the one they wish for."""
    try:
        require_free(connection, room, member)
    except NameTaken:
        if wished == member.name:
            raise
        return rename(connection, member, checked_name(wished, LONGEST_NAME))
    return member


def rename(connection: Connection, member: Member, name: str) -> Member:
    """The member under another name, in every room; raises NameTaken."""
    renamed = replace(member, name=name)
    for room in rooms.all_of(connection, member.id):
        require_free(connection, room, renamed)
    members.rename(connection, member.id, name)
    return renamed


def numbered(name: str, taken: Collection[str]) -> str:
    """The name with the first number with which it is free."""
    plain = _NUMBER.sub("", name)
    ends = (f" {number}" for number in count(2))
    wished = (plain[: LONGEST_NAME - len(end)].rstrip(" \u200c\u200d\ufe0f") + end for end in ends)
    return next(name for name in wished if looks(name).isdisjoint(taken))
