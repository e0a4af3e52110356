"""REST: what clients of the translation API suggested, for owners of the house to confirm or to withdraw."""

from uuid import UUID

from fastapi import APIRouter, Request

from enishi.doors.callers import caller
from enishi.doors.house import House
from enishi.features.translation_api.keys import Keys
from enishi.features.translation_api.suggestions import Suggestions
from enishi.features.translation_api.wire import SuggestionView
from enishi.rights import Cost, Right


def routes(house: House, suggestions: Suggestions, keys: Keys) -> APIRouter:
    """Open to owners of the house."""
    router = APIRouter(prefix="/api/suggestions")
    reads = house.callers.need(Right.REVIEW_SUGGESTIONS, Cost.READ)
    changes = house.callers.need(Right.REVIEW_SUGGESTIONS, Cost.POST)

    @router.get("", dependencies=[reads])
    async def listed(before: UUID | None = None) -> list[SuggestionView]:
        """The newest ones, up to 200; `before` an id, where there are more."""
        found = await suggestions.listed(before)
        return [
            SuggestionView(
                id=each.id,
                key=keys.number(each.client),
                source=each.source,
                target=each.target,
                text=each.text,
                better=each.better,
                made_at=each.made_at,
                confirmed_by=each.confirmed_by,
            )
            for each in found
        ]

    @router.post("/{suggestion}/confirm", status_code=204, dependencies=[changes])
    async def confirm(request: Request, suggestion: UUID) -> None:
        """Use it for all clients and rooms, in the place of another one for the same words."""
        await suggestions.confirm(suggestion, by=caller(request).id)

    @router.delete("/{suggestion}", status_code=204, dependencies=[changes])
    async def withdraw(suggestion: UUID) -> None:
        """Use it for nobody any more."""
        await suggestions.withdraw(suggestion)

    return router
