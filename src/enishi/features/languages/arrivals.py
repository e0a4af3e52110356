"""Which languages are on their way, who wants each in which room, and who is told how far it is."""

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from enishi.features.languages.wire import LanguageArrives, State
from enishi.model import Member
from enishi.protocol import Event
from enishi.speech.models import SPEECH

MOST_NAMES = 20
"""Names that an event tells; of more, these."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a language is."""

    state: State
    have: int = 0
    size: int = 0
    code: str | None = None
    sentence: str | None = None


class Arrivals:
    """Kept in memory: whoever reads a language says so again when they come back."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._wanted: defaultdict[str, dict[UUID, dict[UUID, str]]] = defaultdict(dict)
        self._standings: dict[str, Standing] = {}
        self._apart: dict[tuple[UUID, str], LanguageArrives] = {}
        self._spoken: defaultdict[UUID, dict[str, None]] = defaultdict(dict)
        """The languages that members want to speak in a room."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The languages that somebody wants."""
        return tuple(self._wanted)

    @property
    def told(self) -> tuple[str, ...]:
        """The languages of which something was told that is not at its end."""
        return tuple(self._standings)

    def state(self, language: str) -> State | None:
        """How far it is, where something was told of it."""
        standing = self._standings.get(language)
        return standing.state if standing else None

    def want(self, language: str, room: UUID, member: Member | None = None) -> None:
        """A member reads it, or a message there is in it."""
        known = room in self._wanted[language]
        readers = self._wanted[language].setdefault(room, {})
        if member and member.id not in readers:
            readers[member.id] = member.name
            known = False
        if not known and language in self._standings:
            self._tell(self._event(language, room))
            self._tell(self._event(language))

    def want_speech(self, spoken: str, room: UUID, member: Member) -> None:
        """A member wants to speak a language that nothing here recognises."""
        if spoken not in self._spoken[room]:
            self._spoken[room][spoken] = None
            self._wanted[SPEECH].get(room, {}).pop(member.id, None)  # told anew, with this language
        self.want(SPEECH, room, member)

    def unwant(self, member: Member, room: UUID) -> None:
        """A member reads their language there and none of the others."""
        for language, rooms in tuple(self._wanted.items()):
            if language not in (member.language, SPEECH) and member.id in rooms.get(room, {}):
                del rooms[room][member.id]
                if not rooms[room]:
                    self._leave(language, room)

    def _leave(self, language: str, room: UUID) -> None:
        standing = self._standings.get(language)
        if standing:
            self._tell(self._event(language, room).model_copy(update={"state": State.DROPPED}))
        del self._wanted[language][room]
        if standing and standing.state in (State.ASKED, State.FAILED) and not self._wanted[language]:
            self.set(language, Standing(State.DROPPED))

    def set(self, language: str, standing: Standing) -> None:
        """It is so far now: tell the rooms that want it, and owners."""
        if self._standings.get(language) == standing:
            return
        self._standings[language] = standing
        for room in self._wanted.get(language, ()):
            self._tell(self._event(language, room))
        self._tell(self._event(language))
        if standing.state in (State.READY, State.DROPPED):
            del self._standings[language]
            self._wanted.pop(language, None)
            if language == SPEECH:
                self._spoken.clear()

    def set_apart(self, room: UUID, source: str, target: str) -> None:
        """Both are here, and nothing leads from one to the other: told once a room and language."""
        if (room, target) not in self._apart:
            sentence = f"No engine here leads from {source} to {target}."
            failed = LanguageArrives(room=room, language=target, state=State.FAILED, code="no_route", sentence=sentence)
            self._apart[room, target] = failed
            self._tell(failed)

    def join(self) -> None:
        """There are other routes than before."""
        for failed in self._apart.values():
            self._tell(failed.model_copy(update={"state": State.DROPPED, "code": None, "sentence": None}))
        self._apart.clear()

    def greet(self, reader: Member, room: UUID) -> Iterator[LanguageArrives]:
        """What somebody who enters a room is told."""
        for language, rooms in self._wanted.items():
            if room in rooms and language in self._standings:
                yield self._event(language, room)
        yield from (failed for (place, _), failed in self._apart.items() if place == room)
        if reader.owner:
            yield from map(self._event, self._standings)

    def _event(self, language: str, room: UUID | None = None) -> LanguageArrives:
        rooms = self._wanted.get(language, {})
        wanted = rooms.get(room, {}) if room else dict(ChainMap(*rooms.values()))
        standing = self._standings[language]
        spoken = ChainMap(*self._spoken.values()) if room is None else self._spoken.get(room, {})
        return LanguageArrives(
            room=room,
            language=language,
            state=standing.state,
            wanted_by=tuple(wanted.values())[:MOST_NAMES],
            spoken=tuple(spoken)[:MOST_NAMES] if language == SPEECH else (),
            have=standing.have,
            size=standing.size,
            code=standing.code,
            sentence=standing.sentence,
        )
