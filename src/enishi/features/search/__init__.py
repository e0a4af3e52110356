"""Search: asked in one's own language, it finds what was said in any; originals and translations are indexed."""

from enishi.bus.bus import Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.search.indexing import Indexing
from enishi.features.search.routes import routes
from enishi.features.search.table import SearchSource


def open_search(house: House) -> Feature:
    """A route, and an index that follows the facts."""
    indexing = Indexing(house)
    return Feature(
        sources=(SearchSource(),),
        routes=(routes(house),),
        hears=(Subscription(indexing.on_event, others=False),),
        run=indexing.running,
    )
