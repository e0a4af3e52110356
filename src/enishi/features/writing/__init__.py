"""Writing: posting messages, editing, relabelling and removing one's own."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.writing.verbs import Writing
from enishi.features.writing.wire import Edit, Post, Relabel, Remove


def open_writing(house: House) -> Feature:
    """The commands that change messages; their facts are the spine's."""
    writing = Writing(house.posting)
    return Feature(commands={Post: writing.post, Edit: writing.edit, Relabel: writing.relabel, Remove: writing.remove})
