"""Rooms: making, describing, closing, leaving and deleting them, and who does what in them."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.rooms.routes import routes
from enishi.features.rooms.verbs import RoomChanges
from enishi.features.rooms.wire import ChangeRoom, DeleteRoom, LeaveRoom


def open_rooms(house: House) -> Feature:
    """Three commands and two routes; what they change is told by the spine."""
    changes = RoomChanges(house)
    return Feature(
        commands={ChangeRoom: changes.change, LeaveRoom: changes.leave, DeleteRoom: changes.delete},
        routes=(routes(house, changes),),
    )
