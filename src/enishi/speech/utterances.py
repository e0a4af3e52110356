"""Cuts sound into utterances: speech and the short pauses in it, from just before it to just after it."""

from collections import deque
from collections.abc import Callable

from enishi.speech.recogniser import RATE, SECOND

FRAME = 512
"""Samples that are told from silence at a time (what Silero's voice activity detection takes)."""

SPEECH, SILENCE = 0.5, 0.35
"""A frame this likely to be speech begins an utterance; only one less likely than that is a pause in it."""

LEAD, TAIL = 0.32, 0.26
"""Seconds kept from before the first such frame, and after the last: soft sounds begin and end words."""

LEAST = 0.16
"""Seconds of speech without which it was a click or a breath."""

PAUSES = ((8.0, 0.8), (20.0, 0.3), (float("inf"), 0.0))
"""The pause that ends an utterance, by how long it is already (both in seconds).

Long utterances are recognised and translated better, and nobody wants to wait for one without end.
"""

_BYTES = 2 * FRAME
_FRAMES = RATE / FRAME
"""Frames of a second."""


class Utterances:
    """One speaker's; `speech` tells how likely a frame is to be speech, 0 to 1."""

    def __init__(self, speech: Callable[[bytes], float]) -> None:
        self._speech = speech
        self._rest = b""
        self._before: deque[bytes] = deque(maxlen=round(LEAD * _FRAMES))
        self._said: list[bytes] = []
        self._voiced = 0
        self._pause = 0

    @property
    def pausing(self) -> bool:
        """Whether the open utterance does not grow just now, and may have ended."""
        return bool(self.open) and self._pause >= round(TAIL * _FRAMES)

    @property
    def open(self) -> bytes:
        """The utterance that is being said, as far as it is worth recognising; empty in silence."""
        if self._voiced < LEAST * _FRAMES:
            return b""
        return b"".join(self._said[: len(self._said) - max(0, self._pause - round(TAIL * _FRAMES))])

    def hear(self, sound: bytes) -> list[bytes]:
        """Takes what came next; the utterances that ended with it."""
        sound = self._rest + sound
        whole = len(sound) // _BYTES * _BYTES
        self._rest = sound[whole:]
        ended = [self._take(sound[at : at + _BYTES]) for at in range(0, whole, _BYTES)]
        return [utterance for utterance in ended if utterance]

    def finish(self) -> bytes:
        """Ends the open utterance; it, or nothing."""
        utterance = self.open
        self._said.clear()
        self._voiced = self._pause = 0
        return utterance

    def _take(self, frame: bytes) -> bytes:
        likely = self._speech(frame)
        if not self._said:
            self._before.append(frame)
            if likely >= SPEECH:
                self._said.extend(self._before)
                self._before.clear()
                self._voiced = 1
            return b""
        self._said.append(frame)
        self._voiced += likely >= SPEECH
        self._pause = self._pause + 1 if likely < SILENCE else 0
        return self.finish() if self._pause >= self._enough() else b""

    def _enough(self) -> float:
        """How many frames of silence end the utterance now."""
        seconds = len(self._said) * _BYTES / SECOND
        return next(pause for most, pause in PAUSES if seconds < most) * _FRAMES
