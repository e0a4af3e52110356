"""What one speaker says, from sound to words: utterances that are finished, and the one that is being said."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from enishi.speech.recogniser import SECOND, Recognition
from enishi.speech.utterances import LEAD, Utterances

AGAIN = 0.4
"""Seconds of an utterance after which it is recognised anew while it is being said."""

SHARE = 0.33
"""The share of the time that this may take: where recognising is slow, it is done less often."""

FIRST = LEAD + 0.7
"""Seconds after which it is recognised for the first time: less speech than that is seldom understood."""

_DOUBLED = re.compile(r"([,!?])\1+")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))\w")
_LOOP = re.compile(r"(\b[^.!?]{8,}[.!?])(?: \1)+")
_ENDING = ".,;:!?…。、！？ "


@dataclass(frozen=True, slots=True)
class Heard:
    """Utterances that ended, and the words so far of the one that did not."""

    said: tuple[str, ...] = ()
    saying: str = ""


class Hearing:
    """One speaker's."""

    def __init__(self, recognition: Recognition, speech: Callable[[bytes], float]) -> None:
        self._recognition = recognition
        self._utterances = Utterances(speech)
        self._saying = ""
        self._next = FIRST  # recognised when the utterance has so many seconds, or pauses
        self._known = b"", ""  # what was recognised last: its sound, and the text

    def hear(self, sound: bytes, *, last: bool = False) -> Heard:
        """What is known after this sound; with the last one, all that was said. Raises RecogniserFailed."""
        ended = self._utterances.hear(sound)
        if last:
            ended.append(self._utterances.finish())
        if ended:
            self._saying, self._next = "", FIRST
        said = [self._recognised(utterance) for utterance in ended if utterance]
        return Heard(tuple(text for text in said if text), self._glimpse())

    def _glimpse(self) -> str:
        sound = self._utterances.open
        seconds = len(sound) / SECOND
        if seconds >= self._next or self._utterances.pausing:
            begun = time.monotonic()
            self._saying = unfinished(self._recognised(sound))
            self._next = seconds + max(AGAIN, (time.monotonic() - begun) / SHARE)
        return self._saying

    def _recognised(self, sound: bytes) -> str:
        """Its text; once only, since what was recognised in a pause is most often the whole utterance."""
        if sound != self._known[0]:
            self._known = sound, tidied(self._recognition.recognise(sound))
        return self._known[1]


def tidied(text: str) -> str:
    """On one line, each sentence with a capital, without marks that a recogniser doubled."""
    text = _DOUBLED.sub(r"\1", " ".join(text.split())).lstrip(_ENDING)
    return _SENTENCE.sub(lambda first: first[0].upper(), text)


def unfinished(text: str) -> str:
    """Without what recognisers make up where sound ends in mid-sentence: a full stop, and the last sentence again."""
    return _LOOP.sub(r"\1", text).rstrip(_ENDING)
