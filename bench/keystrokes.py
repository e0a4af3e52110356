"""People writing: real sentences as keystrokes with their times, hesitations, slips and second thoughts; seeded.

The figures follow Dhakal et al. 2018, “Observations on Typing from 136 Million Keystrokes” (CHI): some 240 ms from key
to key and 52 words a minute on the average, one key in 16 a backspace; pauses are log-normal.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

KEY, BETWEEN_WORDS, BACK = 0.15, 0.24, 0.12
"""Median seconds before a letter, before the first one of a word, and before a backspace."""
SPREAD = 0.45
"""Of the logarithm of those pauses."""
THOUGHT, THOUGHT_SPREAD = 1.2, 0.8
"""Median seconds of a hesitation."""
HESITATES, HESITATES_AT_START = 0.06, 0.4
"""How often, before a word and before a sentence."""
SLIPS = 0.012
"""How often a letter is a wrong one; it is seen some letters later, and everything back to it written again."""
REWORDS = 0.02
"""How often another word is written first, and up to two more after it, before the writer thinks better of it."""
MENDS = 0.15
"""How many messages have a word in their middle that is put right when all is written."""
SIZES = (1, 2, 1, 3, 1, 4)
"""Sentences a message, over and over."""


class Key(NamedTuple):
    """The text after a keystroke, and when it is there, in seconds."""

    at: float
    text: str


def messages(folder: Path, language: str, most: int) -> list[str]:
    """The first `most` sentences of a language in messages of one to four."""
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()[:most]
    made: list[str] = []
    while lines:
        size = SIZES[len(made) % len(SIZES)]
        made.append(" ".join(lines[:size]))
        lines = lines[size:]
    return made


def typed(message: str, vocabulary: Sequence[str], seed: int) -> list[Key]:
    """Somebody writing the message; `vocabulary` holds the words they may think of first."""
    chance = Random(seed)
    words = [match.span() for match in re.finditer(r"\w{3,}", message)]
    mended = chance.choice(words) if words and chance.random() < MENDS else None
    hand = _Hand(chance)
    if mended is None:
        hand.write(message, vocabulary)
        return hand.keys
    start, stop = mended
    first = chance.choice(vocabulary)
    hand.write(message[:start] + first + message[stop:], vocabulary)
    hand.replace(start, first, message[start:stop])
    return hand.keys


class _Hand:
    """Types, and remembers every key."""

    def __init__(self, chance: Random) -> None:
        self.keys: list[Key] = []
        self._chance = chance
        self._time = 0.0
        self._before = ""
        self._after = ""

    def write(self, text: str, vocabulary: Sequence[str]) -> None:
        """A text from its start to its end, with slips and second thoughts."""
        for at, letter in enumerate(text):
            if re.match(r"\b\w", text[at:]) and (not at or text[at - 1].isspace()):
                self._hesitate(text[:at])
                if self._chance.random() < REWORDS:
                    others = (self._chance.choice(vocabulary) for _ in range(self._chance.randint(1, 3)))
                    self._take_back(" ".join(others))
            if letter.isalpha() and self._chance.random() < SLIPS:
                seen = min(int(self._chance.expovariate(1 / 3)), 12)
                self._take_back(self._chance.choice("aeinorst") + text[at + 1 : at + 1 + seen])
            self._type(letter)

    def replace(self, start: int, wrong: str, right: str) -> None:
        """Goes back to a word in the middle."""
        self._before, self._after = self._before[: start + len(wrong)], self._before[start + len(wrong) :]
        self._pause(THOUGHT, THOUGHT_SPREAD)
        self._back(len(wrong))
        for letter in right:
            self._type(letter)

    def _take_back(self, text: str) -> None:
        for letter in text:
            self._type(letter)
        self._pause(2 * KEY, SPREAD)
        self._back(len(text))

    def _type(self, letter: str) -> None:
        self._pause(BETWEEN_WORDS if self._before[-1:].isspace() else KEY, SPREAD)
        self._set(self._before + letter)

    def _back(self, count: int) -> None:
        for _ in range(count):
            self._pause(BACK, SPREAD)
            self._set(self._before[:-1])

    def _set(self, before: str) -> None:
        self._before = before
        self.keys.append(Key(self._time, before + self._after))

    def _hesitate(self, before: str) -> None:
        at_start = not before or before.rstrip()[-1] in ".!?"
        if self._chance.random() < (HESITATES_AT_START if at_start else HESITATES):
            self._pause(THOUGHT, THOUGHT_SPREAD)

    def _pause(self, median: float, spread: float) -> None:
        self._time += median * self._chance.lognormvariate(0, spread)
