"""What every store has to keep of people: members, sessions, rooms and invites."""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from enishi import clock
from enishi.auth import sessions_table
from enishi.auth.access import Access
from enishi.auth.secrets import digest, new_secret
from enishi.auth.sessions import TOUCH_EVERY, Sessions
from enishi.bus.local import LocalBus
from enishi.errors import EnishiError, Invalid, Missing, SignedOut
from enishi.features.invites import owner_links, table
from enishi.features.invites.verbs import Invites
from enishi.features.invites.wire import Join, MakeInvite
from enishi.features.welcome.verbs import prepare
from enishi.gathering.people import members_table as members
from enishi.gathering.people import rooms_table as rooms
from enishi.gathering.people.presence import Attendance
from enishi.model import Kind, Member, Role
from enishi.rights import Right
from enishi.settings import Settings
from enishi.store.store import Store
from tests.support.rooms import Place, place

LANGUAGES = ("en", "pt", "es")
WISH = MakeInvite()


@pytest.fixture
async def here(store: Store) -> Place:
    return await place(store)


@pytest.fixture
def door(store: Store, tmp_path: Path) -> Invites:
    return Invites(store, LANGUAGES, Settings(data=tmp_path))


def join(secret: str, name: str = " Zoe ") -> Join:
    return Join(invite=secret, name=name, language="pt-BR", understands=frozenset({"es-ES", "pt"}))


async def test_who_is_the_only_host_among_others_is_known(here: Place) -> None:
    alone = partial(rooms.hosted_alone, member=here.ada.id)
    change = partial(rooms.set_role, room=here.room)
    assert await here.store.read(alone) == []
    await here.write(partial(change, member=here.ada.id, role=Role.HOST))
    assert [room.id for room in await here.store.read(alone)] == [here.room]
    await here.write(partial(change, member=here.rui.id, role=Role.HOST))
    assert await here.store.read(alone) == []
    await here.write(partial(change, member=here.rui.id, role=Role.FORMER))
    assert await here.store.read(alone) == [], "nobody else is there"


async def test_who_is_banned_is_out_of_all_rooms_and_their_invites_are_void_until_it_is_lifted(
    here: Place, door: Invites
) -> None:
    ada, everybody = here.ada.id, select(members.members.c.id)
    await here.write(partial(rooms.set_role, room=here.room, member=ada, role=Role.HOST))
    _, secret = await door.make(here.room, WISH, made_by=ada)

    def look(connection: Connection) -> tuple[object, ...]:
        held = rooms.held_in(connection, here.room, ada)
        roles = rooms.roles_of(connection, here.room)
        lost = here.room in {room.id for room, _ in rooms.without_host(connection, [everybody])}
        banned = here.ada in {member for member, _ in members.banned(connection)}
        return held, rooms.role_in(connection, here.room, ada), rooms.highest_role(connection, ada), roles, lost, banned

    for at, role in ((None, Role.HOST), (clock.now(), Role.FORMER), (None, Role.HOST)):
        await here.write(partial(members.ban, member=ada, at=at))
        assert not await here.write(partial(members.ban, member=ada, at=at)), "that changed nothing"
        banned = at is not None
        assert await here.store.read(look) == ((role, None), role, role, {ada: role}, banned, banned)
        assert len(await door.of_room(here.room)) == (0 if banned else 1)
        if banned:
            with pytest.raises(Invalid):
                await door.preview(secret, None)
        else:
            await door.preview(secret, None)


async def test_a_member_comes_back_as_they_were(store: Store) -> None:
    who = Member(clock.new_id(), "Bot 縁", "ca", frozenset({"es", "pt-BR"}), owner=True, kind=Kind.PROGRAM)
    await store.write(partial(members.add, member=who, joined_at=clock.now()), room=None)
    assert await store.read(partial(members.get, member=who.id)) == who
    change = partial(members.retarget, member=who.id, language="fr", understands=frozenset())
    changed = await store.write(change, room=None)
    assert changed == replace(who, language="fr", understands=frozenset())
    assert await store.read(partial(members.get, member=who.id)) == changed


async def test_an_invite_lets_in_and_gives_a_session(here: Place, door: Invites) -> None:
    _, secret = await door.make(here.room, WISH)
    admission = await door.admit(join(secret), None)
    assert admission.secret
    sessions = Sessions(here.store, LocalBus().publish, days=1, lifetime_days=10)
    assert await sessions.member(admission.secret) == admission.member
    assert (admission.member.name, admission.member.language) == ("Zoe", "pt")
    assert admission.member.understands == {"es"}
    assert not admission.member.owner
    assert admission.member in await here.store.read(partial(rooms.members_of, room=here.room))
    found = await sessions.current(admission.secret)
    await sessions.end(found.member.id, [found.id])
    with pytest.raises(SignedOut):
        await sessions.member(admission.secret)


async def test_an_invite_has_limits_unless_its_maker_wants_none(here: Place, door: Invites) -> None:
    invite, _ = await door.make(here.room, WISH)
    assert invite.expires_at == invite.made_at + timedelta(days=7)
    assert invite.uses_left == 25
    free, _ = await door.make(here.room, MakeInvite(expires_in=None, uses=None))
    assert free.expires_at is None
    assert free.uses_left == 5000, "as many as the house allows"


async def test_no_session_and_an_unknown_one_are_signed_out(store: Store) -> None:
    for secret in (None, "", "nonsense"):
        with pytest.raises(SignedOut):
            await Sessions(store, LocalBus().publish, days=1, lifetime_days=10).member(secret)


async def test_a_session_lasts_while_it_is_used(here: Place, door: Invites) -> None:
    _, secret = await door.make(here.room, WISH)
    session = (await door.admit(join(secret), None)).secret
    assert session
    sessions = Sessions(here.store, LocalBus().publish, days=1, lifetime_days=10)

    def seen(connection: Connection, ago: timedelta) -> None:
        sessions_table.touch(connection, digest(session), clock.now() - ago)

    await here.store.write(partial(seen, ago=timedelta(hours=23)), room=None)
    await sessions.member(session)
    found = await here.store.read(partial(sessions_table.get, digest=digest(session)))
    assert found
    assert clock.now() - found.seen_at < TOUCH_EVERY
    assert clock.now() - found.begun_at < TOUCH_EVERY
    await here.store.write(partial(seen, ago=timedelta(hours=25)), room=None)
    with pytest.raises(SignedOut):
        await sessions.member(session)


async def begun(store: Store, member: Member, ago: timedelta, seen: timedelta = timedelta()) -> str:
    """The secret of a session that began, and was last used, so long ago."""
    secret, now = new_secret(), clock.now()

    def begin(connection: Connection) -> None:
        sessions_table.begin(connection, digest(secret), member.id, now - ago)
        sessions_table.touch(connection, digest(secret), now - seen)

    await store.write(begin, room=None)
    return secret


async def test_a_session_ends_however_much_it_is_used(here: Place) -> None:
    sessions = Sessions(here.store, LocalBus().publish, days=1, lifetime_days=10)
    young = await begun(here.store, here.ada, timedelta(days=10) - timedelta(minutes=1))
    old = await begun(here.store, here.ada, timedelta(days=10))
    assert await sessions.member(young) == here.ada
    with pytest.raises(SignedOut):
        await sessions.member(old)


async def test_what_has_ended_is_not_kept(here: Place) -> None:
    sessions = Sessions(here.store, LocalBus().publish, days=1, lifetime_days=10)
    used = await begun(here.store, here.ada, timedelta(days=9), seen=2 * TOUCH_EVERY)
    resting = await begun(here.store, here.ada, timedelta(days=9), seen=timedelta(hours=23))
    silent = await begun(here.store, here.ada, timedelta(days=3), seen=timedelta(hours=25))
    old = await begun(here.store, here.ada, timedelta(days=11))
    await sessions.member(used)
    kept = [await here.store.read(partial(sessions_table.get, digest=digest(each))) for each in (used, resting)]
    gone = [await here.store.read(partial(sessions_table.get, digest=digest(each))) for each in (silent, old)]
    assert all(kept)
    assert gone == [None, None]


async def test_an_invite_with_uses_lets_in_so_many_even_at_once(here: Place, door: Invites) -> None:
    _, secret = await door.make(here.room, MakeInvite(uses=3))
    outcomes = await asyncio.gather(
        *(door.admit(join(secret, f"Zoe {number}"), None) for number in range(8)), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, EnishiError)]
    assert {outcome.code for outcome in refused} == {"invite_closed"}
    assert len(outcomes) - len(refused) == 3
    assert len(await here.store.read(partial(rooms.members_of, room=here.room))) == 2 + 3


async def test_invites_end_by_time_by_revocation_and_never_were(here: Place, door: Invites) -> None:
    expiring, late = await door.make(here.room, MakeInvite(expires_in=60))
    revoked, gone = await door.make(here.room, WISH)
    await door.revoke(revoked)

    def expire(connection: Connection) -> None:
        past = replace(expiring, id=clock.new_id(), expires_at=clock.now())
        table.add(connection, past, digest("expired"))

    await here.write(expire)
    assert (await door.preview(late, None))[1].id == here.room
    for secret in (gone, "expired"):
        with pytest.raises(Invalid):
            await door.admit(join(secret), None)
    with pytest.raises(Missing):
        await door.preview("nonsense", None)
    assert [invite.id for invite in await door.of_room(here.room)] == [expiring.id]


async def test_whoever_is_in_is_led_back_by_a_closed_invite_but_nobody_else(here: Place, door: Invites) -> None:
    invite, secret = await door.make(here.room, MakeInvite(uses=1))
    admission = await door.admit(join(secret), None)
    again = await door.admit(join(secret), admission.member)
    assert (again.room, again.secret) == (here.room, None)
    stranger = (await place(here.store)).ada
    with pytest.raises(Invalid):
        await door.admit(join(secret), stranger)
    assert (await door.get(here.room, invite.id)).uses_left == 0


async def test_a_hosts_invite_makes_as_many_hosts_as_it_has_uses(here: Place, door: Invites) -> None:
    _, secret = await door.make(here.room, MakeInvite(host=True, uses=1))
    assert (await door.admit(join(secret), here.ada)).role is Role.HOST
    assert (await door.admit(join(secret), here.rui)).role is None
    assert await here.store.read(partial(rooms.roles_of, room=here.room)) == {here.ada.id: Role.HOST}


async def test_a_hosts_invite_makes_nobody_a_host_elsewhere(here: Place, door: Invites) -> None:
    elsewhere = await place(here.store)
    _, secret = await door.make(elsewhere.room, MakeInvite(host=True))
    admission = await door.admit(join(secret), here.ada)
    assert not admission.member.owner
    access = Access(here.store)
    assert await access.allows(admission.member, Right.INVITE, elsewhere.room)
    assert not await access.allows(admission.member, Right.INVITE, here.room)
    assert await access.allows(admission.member, Right.MAKE_ROOMS)
    assert not await access.allows(admission.member, Right.SET_LANGUAGE_POLICY)


async def test_an_owners_link_is_for_one_person_within_a_day(here: Place, door: Invites, tmp_path: Path) -> None:
    await prepare(here.store, Attendance(LocalBus(), clock.new_id()))
    first, second = owner_links.leave(tmp_path), owner_links.leave(tmp_path)
    with pytest.raises(Missing):  # a later one takes the place of the one before
        await door.admit(join(first), None)
    assert (await door.preview(second, None))[1].welcome
    owner = await door.admit(join(second), here.ada)
    assert (owner.member.owner, owner.role) == (True, Role.HOST)
    with pytest.raises(Invalid):
        await door.admit(join(second), here.rui)
    assert (await door.admit(join(second), owner.member)).member.owner
    late = owner_links.leave(tmp_path)
    (file,) = (tmp_path / owner_links.FOLDER).iterdir()
    yesterday = (clock.now() - owner_links.LASTS).timestamp()
    os.utime(file, (yesterday, yesterday))
    with pytest.raises(Invalid):
        await door.admit(join(late), here.rui)


async def test_the_room_knows_who_came_by_which_invite(here: Place, door: Invites) -> None:
    invite, secret = await door.make(here.room, WISH)
    zoe = (await door.admit(join(secret), None)).member
    assert await door.came(here.room) == {invite.id: [zoe.id]}
    await here.write(partial(rooms.set_role, room=here.room, member=zoe.id, role=Role.FORMER))
    assert await door.came(here.room) == {}
    again = await door.admit(join(secret), zoe)
    assert again.role is Role.MEMBER  # the others know them as one who left
    assert await door.came(here.room) == {invite.id: [zoe.id]}


async def test_each_start_closes_the_invite_printed_before_and_no_other(here: Place, door: Invites) -> None:
    await prepare(here.store, Attendance(LocalBus(), clock.new_id()))  # the printed one leads into the welcome room
    first = await door.make_own()
    _, made = await door.make(here.room, WISH, made_by=here.ada.id)
    second = await door.make_own()
    with pytest.raises(Invalid):
        await door.preview(first, None)
    for secret in (made, second):
        assert await door.preview(secret, None)
