"""Real speech, as a microphone brings it: the recordings that come with moonshine-voice."""

import wave
from importlib.util import find_spec
from pathlib import Path

import pytest

from enishi.speech.recogniser import RATE, SECOND

TRIED = "Ever tried? Ever failed."
"""What is said in the first three seconds of `beckett`; it goes on in the same way."""


def speech(name: str = "beckett", begin: float = 0, end: float = 3) -> bytes:
    """Some seconds of a recording that has our rate."""
    package = find_spec("moonshine_voice")
    if package is None or package.origin is None:
        pytest.skip("moonshine-voice is not on this machine")
    with wave.open(str(Path(package.origin).parent / "assets" / f"{name}.wav")) as recording:
        assert (recording.getframerate(), recording.getnchannels(), recording.getsampwidth()) == (RATE, 1, 2)
        recording.setpos(int(begin * RATE))
        return bytes(recording.readframes(int((end - begin) * RATE)))


def pieces(sound: bytes, seconds: float = 0.1) -> list[bytes]:
    """The sound as it is sent."""
    size = int(seconds * SECOND)
    return [sound[at : at + size] for at in range(0, len(sound), size)]
