"""The readers of one room who are told the same, in one language; and what waits for them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from enishi.deeds import Hidden
from enishi.live.connection import Connection


class Waiting(NamedTuple):
    """A frame for all of them, or for `only` one; a `droppable` one may be left out for who is behind."""

    data: bytes
    only: Connection | None = None
    droppable: bool = False


@dataclass(slots=True)
class Group:
    """`last` is the newest number they were told; they are told in the order in which they came; nothing of `hidden`.

    What waits for one of them stands among what waits for all: in one queue, since numbers must not overtake.
    """

    hidden: Hidden
    readers: dict[Connection, None] = field(default_factory=dict)
    frames: list[Waiting] = field(default_factory=list)
    last: int = 0

    def write(self, data: bytes) -> None:
        """Write to every reader."""
        for reader in tuple(self.readers):
            reader.write(data)

    def flush(self) -> None:
        """Write to every reader what waits for them, in one piece; to who is behind nothing droppable."""
        frames, self.frames = self.frames, []
        alone = {frame.only for frame in frames if frame.only}
        droppable = any(frame.droppable for frame in frames)
        shared = b"".join(frame.data for frame in frames if frame.only is None)
        for reader in tuple(self.readers):
            if reader in alone or (droppable and reader.behind):
                reader.write(b"".join(_own(frames, reader)))
            else:
                reader.write(shared)


def _own(frames: list[Waiting], reader: Connection) -> list[bytes]:
    behind = reader.behind
    return [frame.data for frame in frames if frame.only in (None, reader) and not (frame.droppable and behind)]
