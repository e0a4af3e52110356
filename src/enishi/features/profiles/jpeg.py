"""How large a JPEG image is, read from its head; nothing is decoded. Pure."""

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Segments that say the size: baseline, extended and progressive images."""

_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no JPEG image."""
    if not (data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        if kind in _WITHOUT_LENGTH or length < 2:
            return None
        at += 2 + length
    return None
