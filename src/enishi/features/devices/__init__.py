"""Devices: one person in several browsers, how one more is added, and signing out."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.devices.routes import routes
from enishi.features.devices.table import DeviceLinkSource


def open_devices(house: House) -> Feature:
    """REST only: a browser has no connection before it is signed in."""
    return Feature(routes=(routes(house),), sources=(DeviceLinkSource(),))
