"""The servers beside Enishi: the limit in C, node's `ws`, nats-server, mosquitto."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from bench.benches import program
from bench.fanout.crowd import HERE, built
from bench.fanout.peer import PUBLISHERS, Peer, Ws, free_port, handshake, started
from tests.support.raw import TEXT, frame


class Nats(Peer):
    """Says something in NATS's own words."""

    def wrapped(self, payload: bytes) -> bytes:
        """PUB."""
        return b"PUB room %d\r\n%b\r\n" % (len(payload), payload)


class Mqtt(Peer):
    """Says something in an MQTT packet."""

    def wrapped(self, payload: bytes) -> bytes:
        """PUBLISH, at most once."""
        body = _mqtt_text(b"room") + payload
        return b"\x30" + _mqtt_length(len(body)) + body


@contextmanager
def limit(*joined: str) -> Iterator[Peer]:
    """A loop of writes in C, and nothing else."""
    port = free_port()
    with started([str(built("limit")), *joined, str(port)], port) as process:
        peer = Peer(process, port, [[handshake("/")]])
        _admit_all(peer, b"PUB\n")
        yield peer


@contextmanager
def node_ws(*file: str) -> Iterator[Peer]:
    """Node's `ws`; with a file, a message is on disk before it is told."""
    port = free_port()
    with started(["node", str(HERE / "ws.mjs"), str(port), *file], port) as process:
        peer = Ws(process, port, [[handshake("/")]])
        _admit_all(peer, handshake("/publish"), frame(TEXT, b"hello"))
        yield peer


@contextmanager
def node_on_disk() -> Iterator[Peer]:
    """The same, as durable as Enishi."""
    with tempfile.NamedTemporaryFile() as log, node_ws(log.name) as peer:
        yield peer


@contextmanager
def nats() -> Iterator[Peer]:
    """nats-server, in its own protocol."""
    port = free_port()
    with started([program("nats-server") or "nats-server", "-a", "127.0.0.1", "-p", str(port)], port) as process:
        hello = b'CONNECT {"verbose":false}\r\n'
        peer = Nats(process, port, [[hello + b"SUB room 1\r\nPING\r\n"]])
        _admit_all(peer, hello)
        yield peer


@contextmanager
def mosquitto() -> Iterator[Peer]:
    """mosquitto, MQTT 3.1.1 at most once."""
    port = free_port()
    with started(["mosquitto", "-p", str(port)], port) as process:
        # With a name, it is not 12 bytes long: that number would be the form feed between the parts of a crowd's files.
        hello = _mqtt_text(b"MQTT") + b"\x04\x82\x00\x00" + _mqtt_text(b"") + _mqtt_text(b"reader")
        connect = b"\x10" + _mqtt_length(len(hello)) + hello
        wish = b"\x00\x01" + _mqtt_text(b"room") + b"\x00"
        peer = Mqtt(process, port, [[connect, b"\x82" + _mqtt_length(len(wish)) + wish]])
        _admit_all(peer, connect, b"\xc0\x00")
        yield peer


def _admit_all(peer: Peer, *parts: bytes) -> None:
    for _ in range(PUBLISHERS):
        peer.admit(*parts)


def _mqtt_text(text: bytes) -> bytes:
    return len(text).to_bytes(2, "big") + text


def _mqtt_length(length: int) -> bytes:
    digits = bytearray()
    while True:
        length, digit = divmod(length, 128)
        digits.append(digit | (0x80 if length else 0))
        if not length:
            return bytes(digits)
