"""An index of terms, word by word: one pass over a text finds all of them, however many there are."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from enishi.translate.text.scripts import UNSPACED

Entry = TypeVar("Entry")

UNBOUND = rf"{UNSPACED}\u1100-\u11ff\uac00-\ud7af"
"""Letters of scripts without spaces between words, or whose words take many endings (Korean)."""
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
LETTER = rf"(?:[^\W{UNBOUND}]|[{_SIGNS}])"
"""A character inside a word: a letter or digit of a script with spaces, or a sign that Python's `\\w` leaves out."""

_ATOM = re.compile(rf"{LETTER}++|\S")
"""A word, or another character: in scripts without spaces each letter."""
MAX_ATOMS = 60
"""Atoms of a term that are compared at most; longer ones are not found."""
ENDING = 2
"""Letters that an ending of a word may add."""


class Found(NamedTuple, Generic[Entry]):
    """An entry and its place; `with_ending` if its last word had letters more."""

    start: int
    stop: int
    entry: Entry
    with_ending: bool


class _Node(Generic[Entry]):
    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.following: dict[tuple[bool, str], _Node[Entry]] = {}
        self.entries: list[Entry] = []


class TermIndex(Generic[Entry]):
    """Finds words without regard to case, and with any space between them where the term has some."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._root: _Node[Entry] = _Node()
        for words, entry in entries:
            node = self._root
            for place, atom in enumerate(atoms := _atoms(words)):
                node = node.following.setdefault((place > 0 and atoms[place - 1].stop < atom.start, atom.text), _Node())
            if 0 < len(atoms) <= MAX_ATOMS:
                node.entries.append(entry)

    def find(self, text: str) -> Iterator[Found[Entry]]:
        """Every entry at every place, in the order of their beginnings."""
        if not self._root.following:
            return
        atoms = _atoms(text)
        for first in range(len(atoms)):
            yield from self._find_at(atoms, first)

    def _find_at(self, atoms: list["_Atom"], first: int) -> Iterator[Found[Entry]]:
        node, start = self._root, atoms[first].start
        for place in range(first, min(first + MAX_ATOMS, len(atoms))):
            atom = atoms[place]
            is_apart = place > first and atoms[place - 1].stop < atom.start
            for cut in range(1, ENDING + 1):
                if stem := node.following.get((is_apart, atom.text[:-cut])):
                    yield from (Found(start, atom.stop, entry, with_ending=True) for entry in stem.entries)
            following = node.following.get((is_apart, atom.text))
            if following is None:
                return
            node = following
            yield from (Found(start, atom.stop, entry, with_ending=False) for entry in node.entries)


class _Atom(NamedTuple):
    start: int
    stop: int
    text: str


def _atoms(text: str) -> list[_Atom]:
    return [_Atom(match.start(), match.end(), match[0].casefold()) for match in _ATOM.finditer(text)]
