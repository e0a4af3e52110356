"""Reactions: emoji that members put to a message."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.reactions.table import ReactionSource
from enishi.features.reactions.verbs import Reactions
from enishi.features.reactions.wire import React, Reacted


def open_reactions(house: House) -> Feature:
    """One command, its fact, and where reactions are kept."""
    reactions = Reactions(house)
    return Feature(commands={React: reactions.react}, events=(Reacted,), sources=(ReactionSource(),))
