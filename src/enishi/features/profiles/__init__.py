"""Profiles: who a member is to the others. Their name, what they say of themselves, and their picture."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.profiles.picture_routes import picture_routes
from enishi.features.profiles.pictures_table import PictureSource
from enishi.features.profiles.routes import routes
from enishi.features.profiles.table import ProfileSource
from enishi.features.profiles.wire import ProfileChanged


def open_profiles(house: House) -> Feature:
    """REST, and an event; the spine follows members with another name."""
    return Feature(
        events=(ProfileChanged,),
        sources=(ProfileSource(), PictureSource()),
        routes=(routes(house), picture_routes(house)),
    )
