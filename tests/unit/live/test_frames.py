"""Frames that any WebSocket client takes for messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Opcode

from enishi.live.frames import BINARY, encode, frame
from enishi.protocol import Refused
from tests.support.line import messages, texts


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 1_000_000])
def test_every_size_arrives(size: int) -> None:
    payload = b"x" * size
    assert texts(frame(payload)) == [payload]
    (sound,) = messages(frame(payload, BINARY))
    assert (sound.opcode, sound.data) == (Opcode.BINARY, payload)


@given(st.lists(st.text(max_size=300)))
def test_frames_that_follow_each_other_stay_apart(said: list[str]) -> None:
    payloads = [text.encode() for text in said]
    assert texts(b"".join(map(frame, payloads))) == payloads


@given(st.text())
def test_an_event_is_its_json(sentence: str) -> None:
    event = Refused(code="any", sentence=sentence)
    (text,) = texts(encode(event))
    assert Refused.model_validate_json(text) == event
