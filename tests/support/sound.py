"""Speech, as a microphone brings it: the recordings that come with moonshine-voice, and what eSpeak NG reads."""

import shutil
import subprocess
import wave
from array import array
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from enishi.speech.recogniser import RATE, SECOND
from enishi.speech.recognisers import whisper_base
from enishi.speech.synthesis import PROGRAM

needs_whisper_base = pytest.mark.skipif(
    not whisper_base.find("model.bin"), reason="the extra `whisper-base` is not installed"
)
needs_espeak = pytest.mark.skipif(not shutil.which(PROGRAM), reason=f"{PROGRAM} is not on this machine")

FAKE_DEVICE = "--use-fake-device-for-media-stream"

DOCTOR = "O médico disse que eu devo beber mais água e descansar uma semana."
"""A sentence that Whisper's small models understand from eSpeak NG, which is far harder for them than people are."""

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


@lru_cache(64)
def espeak(text: str, voice: str, words_per_minute: int = 160) -> bytes:
    """The text read by a machine, at our rate; needs eSpeak NG and the extra `whisper`."""
    command = (PROGRAM, "-v", voice, "-s", str(words_per_minute), "-b", "1", "--stdin", "--stdout")
    sound = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    faster_whisper = import_module("faster_whisper")  # an extra
    samples = faster_whisper.decode_audio(BytesIO(sound)) * 32767
    return bytes(samples.astype("<i2").tobytes())


def saying(path: Path, sound: bytes) -> tuple[str, ...]:
    """The flags of a browser whose microphone hears this, once; its first moments are lost until the page listens."""
    with wave.open(str(path), "wb") as recording:
        recording.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        recording.writeframes(sound)
    return (FAKE_DEVICE, "--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={path}%noloop")


def pieces(sound: bytes, seconds: float = 0.1) -> list[bytes]:
    """The sound as it is sent."""
    size = int(seconds * SECOND)
    return [sound[at : at + size] for at in range(0, len(sound), size)]


def words(text: str) -> list[str]:
    """Without what cannot be heard."""
    return ["".join(filter(str.isalpha, word)) for word in text.lower().split()]
