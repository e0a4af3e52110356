"""Bans: owners keep somebody out of the house, and let them back in."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.bans.routes import routes


def open_bans(house: House) -> Feature:
    """REST only. The gates of the spine, sessions and rights, know who is banned."""
    return Feature(routes=(routes(house),))
