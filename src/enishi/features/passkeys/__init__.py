"""Passkeys: coming back by what one's device keeps, and by a finger, a face or a number that it asks for (WebAuthn)."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.passkeys.routes import routes
from enishi.features.passkeys.table import ChallengeSource, PasskeySource, passkeys


def open_passkeys(house: House) -> Feature:
    """REST only: who comes back has no connection."""
    return Feature(
        routes=(routes(house),), sources=(PasskeySource(), ChallengeSource()), leads_back=(passkeys.c.member,)
    )
