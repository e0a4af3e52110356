"""Endless English sentences of a given number of words, none like another: nothing comes out of a cache."""

from collections.abc import Iterator
from random import Random

SUBJECTS = ("the teacher", "my neighbour", "our cook", "the old gardener", "a young doctor", "the bus driver")
VERBS = ("brought", "found", "repaired", "painted", "forgot", "borrowed", "cleaned", "carried")
OBJECTS = ("the wooden table", "three heavy boxes", "a small radio", "the garden tools", "my bicycle", "the blue coat")
PLACES = ("near the river", "behind the school", "in the kitchen", "at the market", "on the bridge", "by the station")
TIMES = ("this morning", "last Sunday", "after lunch", "before the meeting", "during the rain", "late at night")
JOINTS = ("and then", "because", "while", "although", "so", "but")


def sentences(words: int, seed: int = 1) -> Iterator[str]:
    """Sentences of exactly `words` words."""
    chance = Random(seed)
    while True:
        said: list[str] = []
        while len(said) < words:
            if said:
                said += chance.choice(JOINTS).split()
            for part in (SUBJECTS, VERBS, OBJECTS, PLACES, TIMES):
                said += chance.choice(part).split()
        text = " ".join(said[:words])
        yield text[0].upper() + text[1:] + "."
