"""Puts emoji to messages, and takes them away."""

from functools import partial
from typing import Any

import emoji
from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import Denied, Invalid
from enishi.feature import Caller
from enishi.features.reactions import table
from enishi.features.reactions.wire import React, Reacted
from enishi.gathering.messages import table as messages
from enishi.protocol import Done

MOST = 20
"""Different signs that a member may put to one message."""


class Reactions:
    """Any emoji; one a member and sign."""

    def __init__(self, house: House) -> None:
        self._committer = house.committer

    async def react(self, caller: Caller, command: React) -> Done:
        """Keep the reaction; raises Invalid for what is no emoji, Missing, Denied for a removed message or too many."""
        if not emoji.is_emoji(command.sign):
            raise Invalid("A reaction is one emoji.", code="no_emoji")
        reaction = command.model_dump(include={"room", "message", "sign", "given"}) | {"member": caller.member.id}
        work = partial(_react, reaction=reaction)
        kept: Reacted | None = await self._committer.commit(work, lambda fact: fact, room=command.room)
        return Done(nonce=command.nonce, message=command.message, seq=kept.seq if kept else None)


def _react(connection: Connection, reaction: dict[str, Any]) -> Reacted | None:
    room, message, member = reaction["room"], reaction["message"], reaction["member"]
    to = messages.get(connection, room, message)
    if to.removed_at is not None:
        raise Denied("This message was removed.", code="already_removed")
    kept = table.put(connection, reaction, to.author)
    if kept and kept.given and table.count(connection, room, message, member) > MOST:
        raise Denied(f"{MOST} different emoji are the most. Take one away first.", code="many_reactions")
    return kept
