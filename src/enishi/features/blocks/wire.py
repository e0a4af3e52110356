"""What REST gives of blocks, and how one's own pages learn of them."""

from typing import Literal
from uuid import UUID

from enishi.protocol import Audience, Event, Wire


class BlockedMember(Wire):
    """Somebody whom the caller blocked."""

    id: UUID
    name: str


class BlocksChanged(Event):
    """The member blocked somebody, or no longer does: other things are told from now on, so read all rooms afresh."""

    type: Literal["blocks_changed"] = "blocks_changed"
    member: UUID

    @property
    def audience(self) -> Audience:
        """The member, wherever they are."""
        return Audience(members=(self.member,))
