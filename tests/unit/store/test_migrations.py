"""The schema goes forward from every earlier one, all the way or not at all, and takes everything along."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from enishi import clock
from enishi.auth import sessions_table
from enishi.auth.secrets import digest
from enishi.errors import DataUnusable
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.translations import memory_table as memory
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.model import Role
from enishi.store import schema
from enishi.store.sqlite import FILE, SQLiteStore
from tests.support.schemas import check_upgraded, make, opened

REVISIONS = schema.revisions()


def dump(file: Path) -> list[str]:
    """All that is in it, as SQL."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("earlier", REVISIONS)
def test_every_earlier_schema_becomes_the_newest_and_keeps_its_rows(tmp_path: Path, earlier: str) -> None:
    before = make(tmp_path / FILE, earlier)
    SQLiteStore(tmp_path).close()
    with opened(tmp_path / FILE) as engine, engine.connect() as connection:
        check_upgraded(connection, before)


def test_an_upgrade_killed_at_any_change_leaves_nothing_half_done(tmp_path: Path) -> None:
    before = make(tmp_path / FILE, REVISIONS[0])
    untouched = dump(tmp_path / FILE)
    left = tmp_path / "left"
    left.mkdir()
    subprocess.run([sys.executable, "-m", "tests.support.upgrading", tmp_path / FILE, left], check=True)
    *killed, _ = sorted(left.iterdir(), key=lambda directory: int(directory.name))
    assert len(killed) > len(REVISIONS)
    for directory in killed:
        assert dump(directory / FILE) == untouched
    with closing(SQLiteStore(killed[-1])) as store, store._reading.connect() as connection:
        check_upgraded(connection, before)


def test_the_migrations_are_one_line_with_one_head() -> None:
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_heads() == [REVISIONS[-1]]


def test_a_new_database_is_as_if_it_had_come_all_the_way(tmp_path: Path) -> None:
    with closing(SQLiteStore(tmp_path)) as store, store._reading.connect() as connection:
        check_upgraded(connection, {})


def test_a_stale_snapshot_is_where_the_way_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "older") as engine:
        schema.upgrade(engine, REVISIONS[-2])
    (tmp_path / "older.sql").write_text("\n".join(dump(tmp_path / "older")[1:-1]))
    monkeypatch.setattr(schema, "SNAPSHOT", tmp_path / "older.sql")
    with closing(SQLiteStore(tmp_path)) as store, store._reading.connect() as connection:
        check_upgraded(connection, {})


def test_a_database_of_a_newer_enishi_is_left_alone(tmp_path: Path) -> None:
    SQLiteStore(tmp_path).close()
    with opened(tmp_path / FILE) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DataUnusable, match="newer Enishi"):
        SQLiteStore(tmp_path)


def write(file: Path, revision: str, *statements: str, **values: object) -> None:
    """A database of that revision, and what was written there then."""
    with opened(file) as engine:
        schema.upgrade(engine, revision)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement), values)


async def test_a_session_began_when_its_member_came_in(tmp_path: Path) -> None:
    write(
        tmp_path / FILE,
        "0013",
        "INSERT INTO members (id, name, language, understands, host, kind, joined_at)"
        " VALUES (:member, 'Ada', 'en', '[]', 1, 'person', 1000000)",
        "INSERT INTO sessions (hash, member, seen_at) VALUES (:hash, :member, 5000000)",
        member=uuid4().hex,
        hash=digest("secret"),
    )
    async with SQLiteStore(tmp_path) as store:
        kept = await store.read(lambda connection: sessions_table.get(connection, digest("secret")))
        assert kept is not None
        assert (kept.begun_at.timestamp(), kept.seen_at.timestamp()) == (1000, 5000)


async def test_the_newest_suggestion_and_the_memory_stay(tmp_path: Path) -> None:
    room, first, second = uuid4(), clock.new_id(), clock.new_id()
    write(
        tmp_path / FILE,
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
    async with SQLiteStore(tmp_path) as store:
        (left,) = await store.read(lambda connection: suggestions.listed(connection, None, 10))
        assert (left.better, left.client, left.confirmed_by) == ("Olá", b"", None)  # of nobody, until it is confirmed
        assert await store.read(lambda connection: suggestions.look_up(connection, "en", "pt", "Hi")) is None
        known = await store.read(lambda connection: memory.look_up(connection, room, "en", "pt", "Hi"))
        assert known is not None
        assert (known.translation, known.message) == ("Viva", room)


async def test_who_was_a_host_is_one_of_each_of_their_rooms_and_owns_the_house(tmp_path: Path) -> None:
    room, ada, rui = uuid4(), uuid4(), uuid4()
    write(
        tmp_path / FILE,
        "0013",
        "INSERT INTO rooms (id, title, last, welcome, made_at) VALUES (:room, 'Room', 1, 0, 1)",
        "INSERT INTO members (id, name, language, understands, host, kind, joined_at)"
        " VALUES (:ada, 'Ada', 'en', '[]', 1, 'person', 1), (:rui, 'Rui', 'pt', '[]', 0, 'person', 1)",
        "INSERT INTO memberships (room, member, read) VALUES (:room, :ada, 1), (:room, :rui, 1)",
        room=room.hex,
        ada=ada.hex,
        rui=rui.hex,
    )
    async with SQLiteStore(tmp_path) as store:
        roles = {who: await store.read(partial(rooms.role_in, room=room, member=who)) for who in (ada, rui)}
        assert roles == {ada: Role.HOST, rui: Role.MEMBER}
        owners = {who.id for who in await store.read(partial(rooms.members_of, room=room)) if who.owner}
        assert owners == {ada}
