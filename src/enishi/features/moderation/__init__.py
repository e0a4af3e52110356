"""Moderation: who may write nothing for a time, what is removed, and what hosts and stewards did."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.moderation.routes import routes
from enishi.features.moderation.verbs import Moderation
from enishi.features.moderation.wire import Mute, TakeDown


def open_moderation(house: House) -> Feature:
    """Two commands, and two routes; the spine keeps what was done."""
    moderation = Moderation(house)
    return Feature(
        commands={Mute: moderation.mute, TakeDown: moderation.take_down},
        routes=(routes(house),),
    )
