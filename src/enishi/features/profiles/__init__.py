"""Profiles: who a member is to the others. So far their name, which they may change."""

from enishi.bus.bus import Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.profiles.renaming import Renaming
from enishi.features.profiles.routes import routes
from enishi.features.profiles.wire import Renamed


def open_profiles(house: House) -> Feature:
    """One route, and the news of it between processes."""
    renaming = Renaming(house)
    return Feature(
        routes=(routes(house, renaming),),
        events=(Renamed,),
        hears=(Subscription(renaming.on_event),),
    )
