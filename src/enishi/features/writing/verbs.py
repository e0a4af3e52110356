"""From the commands of writing to the spine; the answer names the message and its number."""

from enishi.feature import Caller
from enishi.features.writing.wire import Edit, Post, Relabel, Remove
from enishi.gathering.messages.posting import Posting
from enishi.model import Message
from enishi.protocol import Command, Done


class Writing:
    """Each answers once the change is on disk."""

    def __init__(self, posting: Posting) -> None:
        self._posting = posting

    async def post(self, caller: Caller, command: Post) -> Done:
        """Post a message."""
        posted = await self._posting.post(
            caller.member,
            command.room,
            command.text,
            nonce=command.nonce,
            language=command.language,
            reply_to=command.reply_to,
            spoken=command.spoken,
        )
        return _done(command, posted)

    async def edit(self, caller: Caller, command: Edit) -> Done:
        """Give one's own message other words."""
        changed = await self._posting.edit(caller.member, command.room, command.message, command.text)
        return _done(command, changed)

    async def relabel(self, caller: Caller, command: Relabel) -> Done:
        """Say which language one's own message is in."""
        changed = await self._posting.relabel(caller.member, command.room, command.message, command.language)
        return _done(command, changed)

    async def remove(self, caller: Caller, command: Remove) -> Done:
        """Remove one's own message."""
        return _done(command, await self._posting.remove(caller.member, command.room, command.message))


def _done(command: Command, message: Message) -> Done:
    return Done(nonce=command.nonce, message=message.id, seq=message.changed)
