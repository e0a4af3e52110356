"""Own data: what the house knows of a member, taken along or erased by them; a room's words, by its hosts."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.own_data.erasure import AGAIN, Erasure
from enishi.features.own_data.routes import routes


def open_own_data(house: House) -> Feature:
    """REST only. What there is, the list of sources says."""
    erasure = Erasure(house)
    return Feature(routes=(routes(house, erasure),), dues={AGAIN: erasure.again})
