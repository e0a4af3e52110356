"""What a member may do, by name, and which allowance an action takes from. Commands and routes declare both."""

from enum import StrEnum


class Right(StrEnum):
    """What a member may do, by name; `auth/rights.py` says which roles have it."""

    ATTEND = "attend"
    """Be connected, choose one's languages. Of the house, not of a room."""
    MAKE_ROOMS = "make_rooms"
    """Of the house, not of a room."""
    READ = "read"
    WRITE = "write"
    CORRECT = "correct"
    SETTLE_TERMS = "settle_terms"
    LOCK_GLOSSARY = "lock_glossary"
    """Say that only who has this right settles terms."""
    IMPORT = "import"
    INVITE = "invite"
    WRITE_PRIVATELY = "write_privately"
    """Write to people of the room in a room of their own."""
    MANAGE_ROOM = "manage_room"
    """Rename, describe, close and delete the room, and say who does what in it."""
    EXPORT_ROOM = "export_room"
    """Take everything along that was said in the room."""
    MODERATE = "moderate"
    """Mute for a time who may do less in the room, and remove what is no host's, or as a host anybody's."""
    SET_ROLES = "set_roles"
    """Say what others are in the room, and remove them."""
    UNDO_CORRECTIONS = "undo_corrections"
    """Undo the corrections of others."""
    ADD_LANGUAGES = "add_languages"
    """Have the models of languages fetched. Of the house, not of a room."""
    TAKE_ROOMS = "take_rooms"
    """Become a host of rooms that have none any more. Of the house, not of a room."""
    SET_LANGUAGE_POLICY = "set_language_policy"
    """Say whether languages come by themselves. Of the house, not of a room."""
    BAN = "ban"
    """Ban members from the house. Of the house, not of a room."""
    SET_RETENTION = "set_retention"
    """Say for how long who has left every room is known. Of the house, not of a room."""
    REVIEW_SUGGESTIONS = "review_suggestions"
    """Confirm or withdraw what clients of the translation API suggest. Of the house, not of a room."""


HOUSE_RIGHTS = frozenset(
    {
        Right.ATTEND,
        Right.MAKE_ROOMS,
        Right.ADD_LANGUAGES,
        Right.TAKE_ROOMS,
        Right.SET_LANGUAGE_POLICY,
        Right.BAN,
        Right.SET_RETENTION,
        Right.REVIEW_SUGGESTIONS,
    }
)
"""The rights that do not depend on a room."""


class Cost(StrEnum):
    """From which allowance per minute something is taken; `auth/limits.py` says how large each is."""

    NOTHING = "nothing"
    POST = "post"
    MIRROR = "mirror"
    DRAFT = "draft"
    SPEECH = "speech"
    JOIN = "join"
    READ = "read"
    """What reads from the database: history, catching up, terms, and moving the read pointer."""
    MAKE = "make"
    """Rooms and invites."""
    FILE = "file"
    """Exports and imports."""
