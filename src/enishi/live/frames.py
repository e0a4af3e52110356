"""WebSocket frames, made once and written to many."""

from pydantic import BaseModel

TEXT, BINARY = 0x81, 0x82
"""How an unfragmented frame of either kind begins."""


def frame(payload: bytes, kind: int = TEXT) -> bytes:
    """An unmasked, unfragmented frame (RFC 6455, section 5.2) around `payload`, in UTF-8 where it is text."""
    length = len(payload)
    if length < 126:
        head = bytes((kind, length))
    elif length < 65536:
        head = bytes((kind, 126)) + length.to_bytes(2, "big")
    else:
        head = bytes((kind, 127)) + length.to_bytes(8, "big")
    return head + payload


def encode(event: BaseModel) -> bytes:
    """An event as a frame."""
    return frame(event.model_dump_json().encode())


def closing(code: int) -> bytes:
    """A closing frame with this code and no reason (section 5.5.1)."""
    return b"\x88\x02" + code.to_bytes(2, "big")
