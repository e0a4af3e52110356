"""Who hears the voices of which room."""

from collections import defaultdict
from uuid import UUID

from enishi.feature import Caller
from enishi.features.voice.wire import Listen, Sound
from enishi.gathering.people.blocks import Blocks
from enishi.live.frames import BINARY, frame
from enishi.protocol import Event


class Listeners:
    """Each caller hears one room at most, and never their own voice, or that of who is hidden from them."""

    def __init__(self, blocks: Blocks) -> None:
        self._hidden = blocks.hidden_from
        self._rooms: defaultdict[UUID, dict[Caller, None]] = defaultdict(dict)
        self._listening: dict[Caller, UUID] = {}

    async def listen(self, caller: Caller, command: Listen) -> None:
        """Hear the voices of a room from now on, or nobody."""
        self._end(caller)
        if command.room:
            self._listening[caller] = command.room
            self._rooms[command.room][caller] = None
            caller.at_leave(self, lambda: self._end(caller))

    def on_event(self, event: Event) -> None:
        """Send a voice to the listeners of its room."""
        if isinstance(event, Sound) and event.room in self._rooms:
            data = frame(bytes(event), BINARY)
            for caller in tuple(self._rooms[event.room]):
                reader = caller.member.id
                if reader != event.speaker and event.speaker not in self._hidden(reader):
                    caller.stream(data)

    def _end(self, caller: Caller) -> None:
        if room := self._listening.pop(caller, None):
            del self._rooms[room][caller]
            if not self._rooms[room]:
                del self._rooms[room]
