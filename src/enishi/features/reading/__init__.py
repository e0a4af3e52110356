"""Reading: pages of history, the read pointer, and translations of what is there."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.reading.routes import routes
from enishi.features.reading.verbs import Reading
from enishi.features.reading.wire import Interpret, Read


def open_reading(house: House) -> Feature:
    """The commands and the route of readers."""
    reading = Reading(house)
    return Feature(commands={Read: reading.read, Interpret: reading.interpret}, routes=(routes(house),))
