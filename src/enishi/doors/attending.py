"""The commands with which a connection begins: hello, and entering a room."""

from functools import partial

from enishi.doors.guest import Guest
from enishi.doors.house import House
from enishi.errors import Invalid
from enishi.feature import Feature
from enishi.gathering.people import places_table
from enishi.protocol import EVENTS, Hello, Resume, Since, Welcome


def open_attending(house: House) -> Feature:
    """The commands of every connection."""
    attending = Attending(house)
    return Feature(commands={Hello: attending.hello, Resume: attending.resume}, events=EVENTS)


class Attending:
    """Welcomes, and tells what was missed. Only a connection can call these commands."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def hello(self, guest: Guest, command: Hello) -> None:
        """Welcome, then catch up in each room named that the member may read."""
        if guest.greeted:
            raise Invalid("Hello was said already.", code="hello_again")
        named = {since.room: since for since in command.rooms}.values()
        for _ in range(len(named) - 1):  # one was paid for with the command
            self._house.limits.take(command.costs, guest.member.id, guest.address)
        places = await self._house.standings.of(guest.member)
        sees_after = {standing.room.id: standing.sees_after for standing, *_ in places}
        wanted = [since for since in named if since.room in sees_after]
        guest.greeted = True
        # No waiting from here until the welcome: nothing may happen between what it says and what is sent after it.
        for since in wanted:
            guest.enter(since.room, sees_after[since.room])
        guest.tell(
            Welcome(
                me=guest.member,
                rooms=self._house.standings.views(guest.member, places),
                languages=self._house.languages.here,
                can_come=dict(self._house.languages.can_come),
                hears=self._house.recognition.among(self._house.languages.here),
                speaks=tuple(filter(self._house.synthesis.supports, self._house.languages.here)),
            )
        )
        for since in wanted:
            await self._catch_up(guest, since, sees_after[since.room])

    async def resume(self, guest: Guest, command: Resume) -> None:
        """Enter a room, and tell what was missed."""
        look = partial(places_table.sees_after, room=command.room, member=guest.member.id)
        sees_after = await self._house.store.read(look)
        guest.enter(command.room, sees_after)
        await self._catch_up(guest, command, sees_after)

    async def _catch_up(self, guest: Guest, wanted: Since | Resume, sees_after: int) -> None:
        guest.tell(await self._house.history.missed(guest.member, wanted.room, wanted.since, sees_after))
        for event in self._house.greet(guest.member, wanted.room):
            guest.tell(event)
