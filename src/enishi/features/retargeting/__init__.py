"""Retargeting: changing, at any moment, which language one reads and which ones one understands."""

from enishi.bus.bus import Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.retargeting.verbs import Retargeting
from enishi.features.retargeting.wire import Retarget, Retargeted


def open_retargeting(house: House) -> Feature:
    """One command, and the news of it between processes."""
    retargeting = Retargeting(house)
    return Feature(
        commands={Retarget: retargeting.retarget},
        events=(Retargeted,),
        hears=(Subscription(retargeting.on_event, own=False),),
        run=retargeting.running,
    )
