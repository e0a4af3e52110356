"""Real speech, as a microphone brings it: the recordings that come with moonshine-voice."""

import wave
from array import array
from importlib.util import find_spec
from pathlib import Path

import pytest

from enishi.speech.recogniser import RATE, SECOND

TRIED = "Ever tried? Ever failed."
"""What is said in the first three seconds of `beckett`; it goes on in the same way."""


def speech(name: str = "beckett", begin: float = 0, end: float = 3) -> bytes:
    """Some seconds of a recording, brought to our rate."""
    package = find_spec("moonshine_voice")
    if package is None or package.origin is None:
        pytest.skip("moonshine-voice is not on this machine")
    with wave.open(str(Path(package.origin).parent / "assets" / f"{name}.wav")) as recording:
        assert (recording.getnchannels(), recording.getsampwidth()) == (1, 2)
        times, rest = divmod(recording.getframerate(), RATE)
        assert rest == 0
        recording.setpos(int(begin * RATE) * times)
        samples = array("h", recording.readframes(int((end - begin) * RATE) * times))
    return array("h", (sum(samples[at : at + times]) // times for at in range(0, len(samples), times))).tobytes()


def pieces(sound: bytes, seconds: float = 0.1) -> list[bytes]:
    """The sound as it is sent."""
    size = int(seconds * SECOND)
    return [sound[at : at + size] for at in range(0, len(sound), size)]


def words(text: str) -> list[str]:
    """Without what cannot be heard."""
    return ["".join(filter(str.isalpha, word)) for word in text.lower().split()]
