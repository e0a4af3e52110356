"""The room that greets newcomers: a short conversation in two languages, and two members who stay to read."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import permutations

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import NoRoute
from enishi.gathering.messages import table as messages
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.presence import Attendance
from enishi.model import Kind, Member, Message, Room, Step
from enishi.store.store import Store
from enishi.translate.pool.workers import Workers
from enishi.translate.translator import Translator

TITLE = "Welcome"
LANGUAGES = {"Ana": "pt", "Ben": "en"}
CONVERSATION = (
    ("Ana", "Olá! Eu sou a Ana e escrevo em português."),
    ("Ben", "Hello Ana! I am Ben. I write in English and you read me in Portuguese."),
    ("Ana", "Então ninguém precisa esperar por uma tradução."),
    ("Ben", "What you really wrote is always there. Tap a message to see the original."),
    ("Ana", "Agora é a sua vez. Escreva alguma coisa na sua língua!"),
)


@dataclass(frozen=True, slots=True)
class Greeting:
    """The welcome room, and the programs that belong to it."""

    room: Room
    residents: tuple[Member, ...]


async def prepare(store: Store, attendance: Attendance) -> None:
    """Make the welcome room when there is none yet; its residents are present from now on."""
    greeting = await store.write(_find_or_make, room=None)
    for resident in greeting.residents:
        attendance.arrive(resident, greeting.room.id)


async def warm(translator: Translator, pool: Workers) -> None:
    """Load the engines between the languages of the conversation, as far as there are any."""
    steps: dict[Step, None] = {}
    for source, target in permutations(LANGUAGES.values(), 2):
        with suppress(NoRoute):
            steps.update(dict.fromkeys(translator.route(source, target)))
    await pool.warm(list(steps))


def _find_or_make(connection: Connection) -> Greeting:
    room = rooms.welcome(connection) or _make(connection)
    programs = tuple(m for m in rooms.members_of(connection, room.id) if m.kind is Kind.PROGRAM)
    return Greeting(room, programs)


def _make(connection: Connection) -> Room:
    room = Room(clock.new_id(), TITLE, welcome=True)
    rooms.add(connection, room, clock.now())
    residents = {
        name: Member(clock.new_id(), name, language, kind=Kind.PROGRAM) for name, language in LANGUAGES.items()
    }
    for resident in residents.values():
        members.add(connection, resident, clock.now())
        rooms.enter(connection, room.id, resident.id)
    for number, (name, text) in enumerate(CONVERSATION):
        author = residents[name]
        said = Message(clock.new_id(), room.id, author.id, author.language, text, clock.now())
        messages.append(connection, said, nonce=f"welcome-{number}")
    return room
