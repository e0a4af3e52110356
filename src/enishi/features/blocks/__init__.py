"""Blocks: who is told nothing of whom, in every room; the other is not told so."""

from enishi.bus.bus import Stage, Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.blocks.following import Following
from enishi.features.blocks.routes import routes
from enishi.features.blocks.wire import BlocksChanged


def open_blocks(house: House) -> Feature:
    """Three routes; what is hidden is left out by the spine, where history is read and where events are sent."""
    following = Following(house)
    return Feature(
        events=(BlocksChanged,),
        routes=(routes(house),),
        hears=(Subscription(following.on_event, Stage.DELIVERY),),
    )
