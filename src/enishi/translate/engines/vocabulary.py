"""The characters in a SentencePiece vocabulary, read without the library."""

from pathlib import Path

_PIECES, _TEXT, _TYPE = 0x0A, 0x0A, 0x18
"""Tags of the protocol buffer: a piece of the model, the text of a piece, and its type."""
_NORMAL = 1
_SPACE = "\u2581"


def characters(model: Path) -> frozenset[str]:
    """All characters of the normal pieces; empty if the file is none that we can read."""
    data = model.read_bytes()
    found: set[str] = set()
    at = 0
    while at < len(data) and data[at] == _PIECES:
        length, start = _number(data, at + 1)
        found.update(_text(data[start : start + length]))
        at = start + length
    return frozenset(found - {_SPACE})


def _text(piece: bytes) -> str:
    """The text of a normal piece; nothing of control symbols and bytes."""
    length, start = _number(piece, 1)
    stop = start + length + 5  # behind the text, a float with its tag
    is_normal = piece[stop : stop + 1] != bytes([_TYPE]) or piece[stop + 1] == _NORMAL
    return piece[start : start + length].decode() if piece[:1] == bytes([_TEXT]) and is_normal else ""


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A varint, and where it ends."""
    value = shift = 0
    while data[at] & 0x80:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    return value | data[at] << shift, at + 1
