"""From the type of a command to its handler; its right and its cost are checked here, once."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter

from enishi.auth.access import Access
from enishi.auth.limits import Limits
from enishi.feature import Caller, Handler
from enishi.protocol import Command, Done
from enishi.rights import HOUSE_RIGHTS, Cost, Right

PIECE, MOST_PIECES = 500, 10
"""Characters of a message for which it costs one more: a long one is as much work as several. What is longer than a
message may be is refused, and costs no more than this."""


class Dispatch:
    """Built from all commands there are; raises TypeError for a command that declares no right or no cost."""

    def __init__(self, handlers: Mapping[type[Command], Handler], access: Access, limits: Limits) -> None:
        for kind in handlers:
            _check_declared(kind)
        self._handlers = handlers
        self._access = access
        self._limits = limits
        self.commands: TypeAdapter[Command] = vocabulary(*handlers)
        """Decodes commands."""

    async def obey(self, caller: Caller, command: Command, address: str | None = None) -> Done:
        """Do as asked; raises an EnishiError when that cannot be. `address` is where the caller is."""
        room: UUID | None = getattr(command, "room", None)
        amount = _amount(command)
        self._limits.take(command.costs, caller.member.id, address, amount)
        await self._access.require(caller.member, command.needs, room)
        if room is not None:  # only who belongs to it can use up what is left of a room's allowance
            self._limits.take_in(command.costs, room, caller.member.id, amount)
        done = await self._handlers[type(command)](caller, command)
        return done or Done(nonce=command.nonce)


def vocabulary(*kinds: type[Any]) -> TypeAdapter[Any]:
    """Decodes any of these models by the tag `type`."""
    union: Any = Annotated[reduce(or_, kinds), Field(discriminator="type")]
    return TypeAdapter(union)


def _amount(command: Command) -> int:
    """How much it takes of its allowance."""
    words: str = getattr(command, "text", "")
    return min(1 + len(words) // PIECE, MOST_PIECES) if command.costs is Cost.POST else 1


def _check_declared(kind: type[Command]) -> None:
    right, cost = getattr(kind, "needs", None), getattr(kind, "costs", None)
    if not isinstance(right, Right) or not isinstance(cost, Cost):
        raise TypeError(f"The command {kind.__name__} does not say what right it needs, and what it costs.")
    if right not in HOUSE_RIGHTS and "room" not in kind.model_fields:
        raise TypeError(f"The command {kind.__name__} needs a right in a room, and has no field `room`.")
