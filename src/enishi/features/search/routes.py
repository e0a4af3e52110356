"""REST: search in one's rooms."""

from collections.abc import Sequence

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.search.verbs import Search
from enishi.features.search.wire import SearchHit, SearchQuery
from enishi.rights import Cost, Right


def routes(house: House) -> APIRouter:
    """Open to everybody, for the rooms that they are in."""
    router = APIRouter(prefix="/api")
    search = Search(house)

    @router.post("/search", dependencies=[house.callers.need(Right.ATTEND, Cost.READ)])
    async def find(request: Request, query: SearchQuery) -> Sequence[SearchHit]:
        """Messages with these words, in the original or a translation, the likeliest first; 50 at the most."""
        return await search.find(caller(request), query)

    return router
