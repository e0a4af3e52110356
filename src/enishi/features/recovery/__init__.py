"""Recovery: twelve words by which somebody comes back who has no device left."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.recovery.routes import routes
from enishi.features.recovery.table import RecoverySource, recovery_phrases


def open_recovery(house: House) -> Feature:
    """REST only: who comes back has no connection."""
    return Feature(routes=(routes(house),), sources=(RecoverySource(),), leads_back=(recovery_phrases.c.member,))
