"""Cuts sound into utterances: speech with its short pauses, and a little of the sound before and after it."""

from collections import deque
from collections.abc import Callable

from enishi.speech.recogniser import RATE, SECOND

FRAME = 512
"""Samples that are rated at once (what Silero's voice activity detection takes)."""

SPEECH, SILENCE = 0.5, 0.35
"""A frame of at least this speech probability starts an utterance; one below the second is a pause in it."""

LEAD, TAIL = 0.32, 0.26
"""Seconds kept before the first such frame and after the last: words may begin and end softly."""

MIN_SPEECH = 0.16
"""Seconds of speech in an utterance at least: less is a click or a breath."""

PAUSES = ((8.0, 0.8), (20.0, 0.3), (float("inf"), 0.0))
"""Pairs of seconds: up to this length of an utterance, a pause of the second number ends it.

Long utterances are recognised and translated better, but the readers must not wait without end.
"""

_FRAME_BYTES = 2 * FRAME
_FRAMES_PER_SECOND = RATE / FRAME


class Utterances:
    """The utterances of one speaker; `speech_probability` rates a frame from 0 to 1."""

    def __init__(self, speech_probability: Callable[[bytes], float]) -> None:
        self._speech_probability = speech_probability
        self._incomplete_frame = b""
        self._lead: deque[bytes] = deque(maxlen=round(LEAD * _FRAMES_PER_SECOND))
        self._frames: list[bytes] = []
        self._voiced = 0
        self._pause = 0

    @property
    def pausing(self) -> bool:
        """Whether the open utterance is in a pause longer than TAIL."""
        return bool(self.open) and self._pause >= round(TAIL * _FRAMES_PER_SECOND)

    @property
    def open(self) -> bytes:
        """The utterance that has not ended; empty in silence and before MIN_SPEECH."""
        if self._voiced < MIN_SPEECH * _FRAMES_PER_SECOND:
            return b""
        excess = max(0, self._pause - round(TAIL * _FRAMES_PER_SECOND))
        return b"".join(self._frames[: len(self._frames) - excess])

    def feed(self, sound: bytes) -> list[bytes]:
        """The utterances that ended with this sound; it may come in pieces of any size."""
        sound = self._incomplete_frame + sound
        whole = len(sound) // _FRAME_BYTES * _FRAME_BYTES
        self._incomplete_frame = sound[whole:]
        ended = [self._feed_frame(sound[at : at + _FRAME_BYTES]) for at in range(0, whole, _FRAME_BYTES)]
        return [utterance for utterance in ended if utterance]

    def finish(self) -> bytes:
        """Ends the open utterance and returns it; empty if there is none."""
        utterance = self.open
        self._frames.clear()
        self._voiced = self._pause = 0
        return utterance

    def _feed_frame(self, frame: bytes) -> bytes:
        probability = self._speech_probability(frame)
        if not self._frames:
            self._lead.append(frame)
            if probability >= SPEECH:
                self._frames.extend(self._lead)
                self._lead.clear()
                self._voiced = 1
            return b""
        self._frames.append(frame)
        self._voiced += probability >= SPEECH
        self._pause = self._pause + 1 if probability < SILENCE else 0
        return self.finish() if self._pause >= self._ending_pause() else b""

    def _ending_pause(self) -> float:
        """Frames of silence that end the utterance at its present length."""
        seconds = len(self._frames) * _FRAME_BYTES / SECOND
        return next(pause for longest, pause in PAUSES if seconds < longest) * _FRAMES_PER_SECOND
