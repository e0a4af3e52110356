"""Texts in other languages, and a cache of them that is bounded by bytes and tells no room what another said."""

from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from sys import getsizeof
from typing import NamedTuple

from cachetools import LRUCache

from enishi.model import Step, TermUse
from enishi.translate.text.terms import TermEntry

ENTRY_BYTES = 800
"""What an entry of a cache takes beside its words."""

_TERM_BYTES = 320


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in another language, and the steps of its route; no steps when there was nothing to translate."""

    text: str
    route: tuple[Step, ...] = ()
    doubts: tuple[str, ...] = ()
    """Its quality issues: codes of text/quality_estimation.py, under their name on the wire."""
    terms: tuple[TermUse, ...] = ()
    """Where words of the glossary stand in it."""


class Request(NamedTuple):
    """What is to be translated, and for which `group`: a room, or a client of the translation API."""

    group: Hashable
    text: str
    source: str
    target: str
    terms: tuple[TermEntry, ...] = ()


class RenderingCache:
    """Caches renderings of `size` bytes in all; one is found by an equal request only, of the same group."""

    def __init__(self, size: int) -> None:
        self._cache: LRUCache[tuple[Hashable, str], Mapping[Request, Rendering]] = LRUCache(size, getsizeof=_bytes)

    def get(self, request: Request) -> Rendering | None:
        """What was made of it, if that is still here."""
        return self._cache.get((request.group, request.text), {}).get(request)

    def put(self, request: Request, made: Rendering) -> None:
        """Caches it; one that is larger than the whole cache is not."""
        place = request.group, request.text
        with suppress(ValueError):
            self._cache[place] = {**self._cache.get(place, {}), request: made}

    def forget(self, group: Hashable, text: str) -> None:
        """Drops what was made of a text of this group, in all languages."""
        self._cache.pop((group, text), None)

    def clear(self) -> None:
        """Drops everything."""
        self._cache.clear()


def _bytes(made: Mapping[Request, Rendering]) -> int:
    words = sum(getsizeof(request.text) + getsizeof(rendering.text) for request, rendering in made.items())
    terms = sum(len(request.terms) + len(rendering.terms) for request, rendering in made.items())
    return words + ENTRY_BYTES * len(made) + _TERM_BYTES * terms
