"""The rights that each role has; a decision about a member is made in `auth/access.py` alone."""

from collections.abc import Mapping

from enishi.gathering.people.rooms_table import rank
from enishi.model import Role, RoomSettings, RoomState
from enishi.rights import Right

_GUEST = frozenset({Right.ATTEND, Right.READ})
_MEMBER = _GUEST | {Right.WRITE, Right.CORRECT, Right.SETTLE_TERMS, Right.WRITE_PRIVATELY}
_STEWARD = _MEMBER | {Right.UNDO_CORRECTIONS, Right.LOCK_GLOSSARY, Right.ADD_LANGUAGES, Right.MODERATE}
_HOST = _STEWARD | {
    Right.IMPORT,
    Right.INVITE,
    Right.EXPORT_ROOM,
    Right.SET_ROLES,
    Right.MANAGE_ROOM,
    Right.MAKE_ROOMS,
}
_OWNER = _HOST | {
    Right.SET_LANGUAGE_POLICY,
    Right.SET_RETENTION,
    Right.REVIEW_SUGGESTIONS,
    Right.TAKE_ROOMS,
    Right.BAN,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.FORMER: frozenset(),
    Role.GUEST: _GUEST,
    Role.MEMBER: _MEMBER,
    Role.STEWARD: _STEWARD,
    Role.HOST: _HOST,
    Role.OWNER: _OWNER,
}

CHANGING = frozenset(
    {Right.WRITE, Right.CORRECT, Right.UNDO_CORRECTIONS, Right.SETTLE_TERMS, Right.LOCK_GLOSSARY, Right.IMPORT}
)
"""What nobody does in a room that is read only."""

MUTED = CHANGING | {Right.MODERATE, Right.WRITE_PRIVATELY}
"""What who is muted does not do in a room."""

OF_SETTINGS = CHANGING | {Right.INVITE}
"""The rights that depend on the settings of the room."""


def rights_in(settings: RoomSettings, role: Role) -> frozenset[Right]:
    """What a role may do in a room with these settings."""
    rights = RIGHTS[role]
    if settings.state is not RoomState.OPEN:
        rights -= CHANGING
    if rank(role) < rank(settings.writers):
        rights -= {Right.WRITE}
    if Right.WRITE in RIGHTS[role] and rank(role) >= rank(settings.inviters):
        rights |= {Right.INVITE}
    return rights
