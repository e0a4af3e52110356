"""Changing, at any moment, which language one reads and which ones one understands."""

from collections.abc import Collection, Iterable
from functools import partial

from enishi.gathering.posting import known_language
from enishi.gathering.presence import Attendance
from enishi.model import Member
from enishi.store import members
from enishi.store.store import Store


class Retargeting:
    """The rooms that the member is in follow at once."""

    def __init__(self, store: Store, attendance: Attendance, languages: Collection[str]) -> None:
        self._store = store
        self._attendance = attendance
        self._languages = languages

    async def retarget(self, member: Member, language: str, understands: Iterable[str]) -> Member:
        """The member as they read from now on; raises Invalid for an unknown language."""
        target = known_language(language, self._languages)
        kept = frozenset(known_language(tag, self._languages) for tag in understands) - {target}
        work = partial(members.retarget, member=member.id, language=target, understands=kept)
        changed = await self._store.write(work)
        self._attendance.change(changed)
        return changed
