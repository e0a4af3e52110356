"""Mirror: how words would arrive in the languages being read, shown to who writes them."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.mirror.verbs import Mirrors
from enishi.features.mirror.wire import Mirror, Mirrored


def open_mirror(house: House) -> Feature:
    """One command; its answer comes later, to the same connection."""
    mirrors = Mirrors(house)
    return Feature(commands={Mirror: mirrors.mirror}, events=(Mirrored,), run=mirrors.running)
