"""Who is hidden from whom follows from who blocks whom now, whatever was done before and in whatever order."""

from typing import cast
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enishi.bus.local import LocalBus
from enishi.deeds import ALWAYS, Deed, hides
from enishi.gathering.people.blocks import Blocks
from enishi.gathering.people.wire import Blocked, MemberJoined
from enishi.model import Member
from enishi.store.store import Store

PEOPLE = [UUID(int=number) for number in (1, 2, 3)]
MOMENTS = [UUID(int=number << 80) for number in (1, 2, 3)]

pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] != pair[1])
steps = st.lists(st.tuples(pairs, st.sampled_from([None, *MOMENTS])), max_size=30)


def after(steps: list[tuple[tuple[UUID, UUID], UUID | None]]) -> Blocks:
    blocks = Blocks(cast("Store", None), LocalBus())  # nothing is read or written
    for (by, member), since in steps:
        blocks.on_event(Blocked(by=by, member=member, since=since))
    return blocks


@given(steps)
def test_it_follows_from_who_blocks_whom_now(steps: list[tuple[tuple[UUID, UUID], UUID | None]]) -> None:
    blocks, now = after(steps), {pair: since for pair, since in dict(steps).items() if since}
    for reader in PEOPLE:
        theirs = {by: since for (by, member), since in now.items() if member == reader}
        own = {member: ALWAYS for by, member in now if by == reader}
        assert blocks.hidden_from(reader) == theirs | own
        assert set(blocks.blocked_by(reader)) == own.keys()


@given(steps, st.sampled_from(PEOPLE))
def test_who_was_erased_is_hidden_from_nobody_and_nobody_from_them(
    steps: list[tuple[tuple[UUID, UUID], UUID | None]], gone: UUID
) -> None:
    blocks = after(steps)
    others = after([step for step in steps if gone not in step[0]])
    blocks.on_event(MemberJoined(room=UUID(int=9), member=Member(gone, "", "en")))
    assert not blocks.hidden_from(gone)
    for reader in PEOPLE:
        assert blocks.hidden_from(reader) == others.hidden_from(reader)


@given(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_a_message_is_hidden_from_the_moment_on(since: UUID, message: UUID, hidden: UUID, author: UUID) -> None:
    assert hides({hidden: since}, [Deed(author, message)]) == (author == hidden and message >= since)
    assert hides({hidden: since}, [Deed(author)]) == (author == hidden)
    assert not hides({}, [Deed(author, message), Deed(author)])
