"""Private rooms: two people or a few write to each other alone."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.private_rooms.routes import routes
from enishi.features.private_rooms.wire import RoomOpened


def open_private_rooms(house: House) -> Feature:
    """One route, and the event that tells the others of the room; everything else is as in any room."""
    return Feature(events=(RoomOpened,), routes=(routes(house),))
