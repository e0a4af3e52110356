"""Turns one speaker's sound into captions: final ones for utterances that ended, a partial one for the open one."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from enishi.speech.recogniser import SECOND, Recognition
from enishi.speech.utterances import LEAD, Utterances

PARTIAL_INTERVAL = 0.4
"""Seconds of new sound after which the open utterance is recognised again."""

MAX_LOAD = 0.33
"""Share of real time that partial captions may take: a slow recogniser is called less often."""

FIRST_PARTIAL = LEAD + 0.7
"""Seconds of an utterance before its first partial caption: shorter speech is seldom recognised."""

_DOUBLED = re.compile(r"([,!?])\1+")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))\w")
_LOOP = re.compile(r"(\b[^.!?]{8,}[.!?])(?: \1)+")
_PUNCTUATION = ".,;:!?…。、！？ "


@dataclass(frozen=True, slots=True)
class Captions:
    """The texts of utterances that ended, and the text so far of the open utterance (empty if there is none)."""

    final: tuple[str, ...] = ()
    partial: str = ""


class Captioner:
    """Captions the speech of one speaker; `speech_probability` rates a frame from 0 to 1."""

    def __init__(self, recognition: Recognition, speech_probability: Callable[[bytes], float]) -> None:
        self._recognition = recognition
        self._utterances = Utterances(speech_probability)
        self._partial = ""
        self._next_partial = FIRST_PARTIAL  # seconds of the open utterance
        self._last_recognised = b"", ""  # sound and its text

    def feed(self, sound: bytes, *, last: bool = False) -> Captions:
        """The captions after this sound; `last` also ends the open utterance. Raises RecogniserFailed."""
        ended = self._utterances.feed(sound)
        if last:
            ended.append(self._utterances.finish())
        if ended:
            self._partial, self._next_partial = "", FIRST_PARTIAL
        texts = [self._recognise(utterance) for utterance in ended if utterance]
        return Captions(tuple(text for text in texts if text), self._update_partial())

    def _update_partial(self) -> str:
        sound = self._utterances.open
        seconds = len(sound) / SECOND
        if seconds >= self._next_partial or self._utterances.pausing:
            start = time.monotonic()
            self._partial = without_artefacts(self._recognise(sound))
            self._next_partial = seconds + max(PARTIAL_INTERVAL, (time.monotonic() - start) / MAX_LOAD)
        return self._partial

    def _recognise(self, sound: bytes) -> str:
        """Its text. The last result is kept: what was recognised in a pause is usually the whole utterance."""
        if sound != self._last_recognised[0]:
            self._last_recognised = sound, tidy(self._recognition.recognise(sound))
        return self._last_recognised[1]


def tidy(text: str) -> str:
    """The text on one line, a capital at the start of each sentence, doubled punctuation removed."""
    text = _DOUBLED.sub(r"\1", " ".join(text.split())).lstrip(_PUNCTUATION)
    return _SENTENCE.sub(lambda first: first[0].upper(), text)


def without_artefacts(text: str) -> str:
    """The text without what recognisers invent where sound ends in mid-sentence: a full stop, a repeated sentence."""
    return _LOOP.sub(r"\1", text).rstrip(_PUNCTUATION)
