"""Whose doing an event tells, and whether a reader is told of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Deed:
    """What a member does: to a `message`, their own or another's; without one, what passes, such as being here."""

    member: UUID
    message: UUID | None = None


Hidden = Mapping[UUID, UUID]
"""Whom a reader is told nothing of. What they do to a message is hidden where its id is this one or a later one.

Ids of messages sort by the moment in which they were made.
"""

NOBODY_HIDDEN: Hidden = MappingProxyType({})

ALWAYS = UUID(int=0)
"""Before every message: all of them are hidden."""


def is_told(hidden: Hidden, sees_after: int, *, first: int, deeds: Iterable[Deed]) -> bool:
    """Whether a reader who sees messages after a number is told of what was first said under the number `first`."""
    return first > sees_after and not hides(hidden, deeds)


def hides(hidden: Hidden, deeds: Iterable[Deed]) -> bool:
    """Whether one of these deeds is hidden."""
    return bool(hidden) and any(
        deed.member in hidden and (deed.message is None or deed.message >= hidden[deed.member]) for deed in deeds
    )
