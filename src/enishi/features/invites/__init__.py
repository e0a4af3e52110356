"""Invites: links that let people in, and how they come in and leave."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.invites.entrance import routes as entrance_routes
from enishi.features.invites.routes import routes
from enishi.features.invites.table import InviteSource
from enishi.features.invites.verbs import Invites


def open_invites(house: House) -> Feature:
    """REST only: a browser has no connection before it is let in."""
    invites = Invites(house.store, house.languages, house.settings)
    return Feature(routes=(entrance_routes(house, invites), routes(house, invites)), sources=(InviteSource(),))
