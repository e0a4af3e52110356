"""The REST door of a room's glossary: reading, adding, changing and removing terms."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request

from enishi.auth.access import Access
from enishi.auth.limits import Limit
from enishi.doors.callers import Callers
from enishi.features.glossary.verbs import Glossary
from enishi.model import Unit
from enishi.protocol import PutTerm, TermView


@dataclass(frozen=True, slots=True)
class GlossaryDoor:
    """Open to the members of the room."""

    callers: Callers
    access: Access
    glossary: Glossary
    changes: Limit

    def router(self) -> APIRouter:
        """The routes."""
        router = APIRouter(prefix="/api/rooms/{room}/glossary")
        router.get("")(self.terms)
        router.put("/{term}")(self.put)
        router.delete("/{term}", status_code=204)(self.remove)
        return router

    async def terms(self, request: Request, room: UUID) -> list[TermView]:
        """The room's terms, in the order of their words."""
        await self.access.to_room(await self.callers.member(request), room)
        return [TermView.model_validate(term) for term in await self.glossary.of(room)]

    async def put(self, request: Request, room: UUID, term: UUID, wishes: PutTerm) -> TermView:
        """Add a term, or replace the one with this id, which whoever adds it makes up."""
        member = await self.callers.acting(request)
        self.changes.take(member.id)
        await self.access.to_room(member, room)
        unit = Unit(wishes.text, wishes.language, wishes.translations)
        return TermView.model_validate(await self.glossary.put(member, room, term, unit))

    async def remove(self, request: Request, room: UUID, term: UUID) -> None:
        """Take a term back."""
        member = await self.callers.acting(request)
        self.changes.take(member.id)
        await self.access.to_room(member, room)
        await self.glossary.remove(room, term)
