"""Profiles: who a member is to the others. So far their name, which they may change."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.profiles.routes import routes


def open_profiles(house: House) -> Feature:
    """REST only: the spine follows members with another name."""
    return Feature(routes=(routes(house),))
