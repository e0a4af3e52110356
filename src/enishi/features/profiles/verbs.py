"""Keeps what members say of themselves, and shows it to those who share a room with them."""

from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi.doors.house import House
from enishi.errors import Invalid
from enishi.features.profiles import table
from enishi.features.profiles.wire import (
    LONGEST_PLACE,
    LONGEST_PRONUNCIATION,
    LONGEST_SAYING,
    ChangeProfile,
    Profile,
    ProfileChanged,
    Speaks,
)
from enishi.gathering.people import members_table as members
from enishi.gathering.people import places_table as places
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations.wire import Description
from enishi.languages import canonical
from enishi.model import Member
from enishi.text import checked_name


class Profiles:
    """A profile is kept as a whole, and read afresh by whoever shows it."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def own(self, member: Member) -> Profile:
        """As it was written."""
        found, said_in = await self._house.store.read(partial(table.get, member=member.id))
        return _written(found, said_in)

    async def seen(self, reader: Member, room: UUID, member: UUID) -> Profile:
        """As the reader reads it; raises Missing for who is not in the room."""
        found, said_in = await self._house.store.read(partial(_seen, room=room, member=member))
        said = await self._house.room_translator.describe(room, found.saying, said_in, reader)
        return _shown(found, said, said_in)

    async def keep(self, member: Member, wished: ChangeProfile) -> Profile:
        """Keep it and tell their rooms; raises Invalid."""
        profile = _checked(wished)
        said_in = await self._house.identifier.identify(member, None, profile.saying) if profile.saying else None
        work = partial(_keep, member=member.id, profile=profile, said_in=said_in)
        for room in await self._house.store.write(work, room=None):
            self._house.bus.publish(ProfileChanged(room=room, member=member.id))
        return _written(profile, said_in)


def _keep(connection: Connection, member: UUID, profile: ChangeProfile, said_in: str | None) -> list[UUID]:
    table.put(connection, member, profile, said_in)
    return places.present_of(connection, member)


def _seen(connection: Connection, room: UUID, member: UUID) -> tuple[ChangeProfile, str | None]:
    if not rooms.belongs(connection, room, member):
        raise members.missing()
    return table.get(connection, member)


def _written(profile: ChangeProfile, said_in: str | None) -> Profile:
    return _shown(profile, Description(text=profile.saying, language=said_in), said_in)


def _shown(profile: ChangeProfile, saying: Description, said_in: str | None) -> Profile:
    return Profile.model_validate(profile.model_dump() | {"saying": saying, "said_in": said_in})


def _checked(wished: ChangeProfile) -> ChangeProfile:
    return wished.model_copy(
        update={
            "pronunciation": _line(wished.pronunciation, LONGEST_PRONUNCIATION),
            "saying": _line(wished.saying, LONGEST_SAYING),
            "place": _line(wished.place, LONGEST_PLACE),
            "speaks": _languages(wished.speaks),
        }
    )


def _line(text: str, longest: int) -> str:
    """What is said of a name holds for it: one line, with nothing that nobody sees or that covers others."""
    if not text.strip():
        return ""
    try:
        return checked_name(text, longest)
    except Invalid:
        sentence = f"Write one line of at most {longest} characters, without characters that nobody sees."
        raise Invalid(sentence, code="profile_line") from None


def _languages(speaks: Speaks) -> Speaks:
    found = {canonical(tag): level for tag, level in speaks.items()}
    if None in found:
        raise Invalid("One of the languages is not known here.", code="unknown_language")
    return {tag: level for tag, level in found.items() if tag}
