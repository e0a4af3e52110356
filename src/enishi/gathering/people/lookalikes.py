"""What a name looks like: its skeleton (Unicode Technical Standard #39). The table is confusables.json."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from unicodedata import normalize

from enishi.text import is_visible


@lru_cache(20_000)  # as many names as large rooms have: whoever comes in is compared with all of them
def looks(name: str) -> frozenset[str]:
    """The skeletons of a name, as it is written and without regard to case; names that share one look alike."""
    return frozenset((_skeleton(name), _skeleton(normalize("NFKC", name).casefold())))


def _skeleton(name: str) -> str:
    shown = "".join(letter for letter in normalize("NFD", name) if letter == " " or is_visible(letter))
    return normalize("NFD", shown.translate(_prototypes()))


@lru_cache(1)
def _prototypes() -> Mapping[int, str]:
    """Each character that looks like others, and what stands for all of them."""
    file = resources.files(__package__).joinpath("confusables.json")
    table: Mapping[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return {ord(letter): prototype for prototype, alike in table.items() for letter in alike}
