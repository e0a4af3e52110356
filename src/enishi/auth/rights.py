"""Roles, and the rights that each has; a decision about a member is made in `auth/access.py` alone."""

from collections.abc import Mapping
from enum import StrEnum

from enishi.rights import Right


class Role(StrEnum):
    """What a member is in a room, or in the house."""

    HOST = "host"
    STEWARD = "steward"
    MEMBER = "member"
    GUEST = "guest"


_GUEST = frozenset({Right.ATTEND, Right.READ})
_MEMBER = _GUEST | {Right.WRITE, Right.CORRECT, Right.SETTLE_TERMS}
_STEWARD = _MEMBER | {Right.UNDO_CORRECTIONS, Right.ADD_LANGUAGES}
_HOST = _STEWARD | {Right.IMPORT, Right.INVITE, Right.MAKE_ROOMS, Right.SET_LANGUAGE_POLICY}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.GUEST: _GUEST,
    Role.MEMBER: _MEMBER,
    Role.STEWARD: _STEWARD,
    Role.HOST: _HOST,
}
