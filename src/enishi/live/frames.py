"""WebSocket frames, made once and written to many."""

from pydantic import BaseModel


def frame(payload: bytes) -> bytes:
    """An unmasked, unfragmented text frame (RFC 6455, section 5.2) around UTF-8 `payload`."""
    length = len(payload)
    if length < 126:
        head = bytes((0x81, length))
    elif length < 65536:
        head = b"\x81\x7e" + length.to_bytes(2, "big")
    else:
        head = b"\x81\x7f" + length.to_bytes(8, "big")
    return head + payload


def encode(event: BaseModel) -> bytes:
    """An event as a frame."""
    return frame(event.model_dump_json().encode())


def closing(code: int) -> bytes:
    """A closing frame with this code and no reason (section 5.5.1)."""
    return b"\x88\x02" + code.to_bytes(2, "big")
