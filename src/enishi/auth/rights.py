"""The rights that each role has; a decision about a member is made in `auth/access.py` alone."""

from collections.abc import Mapping

from enishi.model import Role
from enishi.rights import Right

_GUEST = frozenset({Right.ATTEND, Right.READ})
_MEMBER = _GUEST | {Right.WRITE, Right.CORRECT, Right.SETTLE_TERMS}
_STEWARD = _MEMBER | {Right.UNDO_CORRECTIONS, Right.LOCK_GLOSSARY, Right.ADD_LANGUAGES}
_HOST = _STEWARD | {Right.IMPORT, Right.INVITE, Right.SET_ROLES, Right.MAKE_ROOMS}
_OWNER = _HOST | {Right.SET_LANGUAGE_POLICY, Right.REVIEW_SUGGESTIONS, Right.TAKE_ROOMS}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.FORMER: frozenset(),
    Role.GUEST: _GUEST,
    Role.MEMBER: _MEMBER,
    Role.STEWARD: _STEWARD,
    Role.HOST: _HOST,
    Role.OWNER: _OWNER,
}
