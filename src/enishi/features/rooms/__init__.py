"""Rooms: making them."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.rooms.routes import routes


def open_rooms(house: House) -> Feature:
    """The route that makes rooms."""
    return Feature(routes=(routes(house),))
