"""A disk that loses power: what was written but not synced is there, or in part, or not at all, in any combination.

The names of files behave alike: until a new file is synced, its name may still mean the one before it, and until the
directory is synced, a deleted one may be back.
"""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Self
from uuid import UUID

from enishi.model import Message

SECTOR = 512
"""The bytes that a disk writes as a whole."""

Write = tuple[int, bytes | None]
"""An offset and what was written there; without bytes, the size that the file was given."""


@dataclass
class File:
    """What is surely on disk (nothing of a deleted one), what may be, and what may have the name instead."""

    safe: bytes | None
    waiting: list[Write] = field(default_factory=list)
    instead: Self | None = None


class Trace:
    """A watch for `disk`: remembers every change and, among them, what was acknowledged."""

    def __init__(self, directory: Path) -> None:
        files = [path for path in directory.glob("enishi.db*") if not path.name.endswith("-shm")]
        self._before = {path.name: path.read_bytes() for path in files}
        self._events: list[tuple[str, str, tuple[object, ...]]] = []

    def __call__(self, deed: str, file: str, *details: object) -> None:
        if deed in ("write", "truncate", "sync", "delete"):
            self._events.append((deed, file, details))

    def __len__(self) -> int:
        return len(self._events)

    def acknowledge(self, message: Message) -> None:
        """Note that somebody was told that this form of a message is kept."""
        self._events.append(("acknowledge", "", (message,)))

    def acknowledged(self, cut: int) -> dict[UUID, Message]:
        """What was acknowledged before the event of that number, of each message the latest form."""
        told = (details[0] for deed, _, details in self._events[:cut] if deed == "acknowledge")
        return {message.id: message for message in told if isinstance(message, Message)}

    def leave(self, cut: int, directory: Path, chance: Random) -> None:
        """Fill a directory with what is on disk when the power goes before the event of that number."""
        disk = _Disk(self._before)
        for deed, name, details in self._events[:cut]:
            getattr(disk, deed)(name, *details)
        for name in disk.files:
            content = disk.after_power_loss(name, chance)
            if content is not None:
                (directory / name).write_bytes(content)


class _Disk:
    def __init__(self, before: dict[str, bytes]) -> None:
        self.files = {name: File(data) for name, data in before.items()}

    def write(self, name: str, offset: int, data: bytes) -> None:
        self._made(name).waiting.append((offset, data))

    def truncate(self, name: str, size: int) -> None:
        self._made(name).waiting.append((size, None))

    def sync(self, name: str) -> None:
        file = self._made(name)
        if file.instead and name.endswith(("-journal", "-wal")):
            for other in self.files.values():  # SQLite syncs the directory with a new log
                other.instead = None
        self.files[name] = File(_applied(file, file.waiting))

    def delete(self, name: str) -> None:
        self.files[name] = File(None, instead=self.files.get(name))

    def acknowledge(self, name: str, message: Message) -> None:
        """Changes nothing."""

    def _made(self, name: str) -> File:
        file = self.files.get(name, File(None))
        if file.safe is None:
            file = self.files[name] = File(b"", instead=file)
        return file

    def after_power_loss(self, name: str, chance: Random) -> bytes | None:
        file = self.files[name]
        while file.instead and chance.random() < 0.5:
            file = file.instead
        return None if file.safe is None else _applied(file, _arrived(file.waiting, chance))


def _arrived(waiting: list[Write], chance: Random) -> list[Write]:
    """Those of the writes, or parts of them, that came to the disk before the power went."""
    match chance.choice(("none", "all", "first", "some", "parts")):
        case "none":
            return []
        case "all":
            return waiting
        case "first":
            return waiting[: chance.randint(0, len(waiting))]
        case "some":
            return [write for write in waiting if chance.random() < 0.5]
        case _:
            return [part for write in waiting for part in _parts(write) if chance.random() < 0.5]


def _parts(write: Write) -> list[Write]:
    offset, data = write
    if data is None:
        return [write]
    return [(offset + at, data[at : at + SECTOR]) for at in range(0, len(data), SECTOR)]


def _applied(file: File, writes: list[Write]) -> bytes:
    content = bytearray(file.safe or b"")
    for offset, data in writes:
        end = offset + len(data or b"")
        content.extend(bytes(max(0, end - len(content))))
        if data is None:
            del content[offset:]
        else:
            content[offset:end] = data
    return bytes(content)
