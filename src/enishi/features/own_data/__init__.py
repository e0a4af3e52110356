"""Own data: what the house knows of a member, taken along or erased by them; a room's words, by its hosts."""

from enishi.bus.bus import Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.own_data.departures_table import DepartureSource
from enishi.features.own_data.erasure import AGAIN, Erasure
from enishi.features.own_data.retention import LOOK, RetentionPeriod
from enishi.features.own_data.routes import routes
from enishi.features.own_data.wire import Expired


def open_own_data(house: House) -> Feature:
    """REST, and dues. What there is, the list of sources says."""
    erasure = Erasure(house)
    retention = RetentionPeriod(house, erasure)
    return Feature(
        events=(Expired,),
        sources=(DepartureSource(),),
        routes=(routes(house, erasure, retention),),
        hears=(Subscription(retention.on_event, others=False),),
        dues={AGAIN: erasure.again, LOOK: retention.look},
        run=retention.running,
    )
