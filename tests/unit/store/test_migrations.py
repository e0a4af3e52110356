"""What an older Enishi has written is there after the next one has started."""

from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from enishi import clock
from enishi.store import memory, suggestions
from enishi.store.database import MIGRATIONS, Store


def before(data: Path, revision: str, *statements: str, **values: object) -> None:
    """A data directory as a migration left it, and what was written there then."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{data / 'enishi.db'}")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in statements:
            connection.execute(text(statement), values)
        connection.commit()
    engine.dispose()


async def test_the_newest_suggestion_and_the_memory_stay(tmp_path: Path) -> None:
    room, first, second = uuid4(), clock.new_id(), clock.new_id()
    before(
        tmp_path,
        "0007",
        "INSERT INTO rooms (id, title, last, welcome, made_at) VALUES (:room, 'Room', 1, 0, 1)",
        "INSERT INTO members (id, name, language, understands, host, kind, joined_at)"
        " VALUES (:room, 'Ada', 'en', '[]', 1, 'person', 1)",
        "INSERT INTO messages (id, room, seq, changed, author, nonce, language, text, sent_at)"
        " VALUES (:room, :room, 1, 1, :room, 'n', 'en', 'Hi', 1)",
        "INSERT INTO suggestions VALUES (:first, 'Hi', 'en', 'Oi', 'pt', 1), (:second, ' Hi ', 'en', 'Olá', 'pt', 2)",
        "INSERT INTO memory VALUES (:room, 'en', 'pt', :key, 'Hi', 'Viva', :room, :room, 3)",
        room=room.hex,
        first=first.hex,
        second=second.hex,
        key=memory.key_of("Hi"),
    )
    async with Store(tmp_path) as store:
        assert await store.read(lambda connection: suggestions.look_up(connection, "en", "pt", "Hi")) == "Olá"
        known = await store.read(lambda connection: memory.look_up(connection, room, "en", "pt", "Hi"))
        assert known is not None
        assert (known.translation, known.message) == ("Viva", room)
