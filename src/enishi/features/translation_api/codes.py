"""LibreTranslate's language codes in and out, and the English names that its clients show."""

import re
from collections.abc import Collection
from functools import cache

from langcodes.registry_parser import parse_registry

from enishi.languages import best_match, canonical

AUTO = "auto"

_TAGS = {"pb": "pt-BR", "zt": "zh-Hant"}
_NAMES = {"el": "Greek", "Hans": "simplified", "Hant": "traditional"}
_REMARK = re.compile(r" \(.*")


def to_tag(code: str, offered: Collection[str]) -> str | None:
    """The offered tag that serves a client's code (`pb` and `pt_BR` are served by `pt`); None when none does."""
    tag = canonical(code.replace("_", "-")) or ""
    return best_match(_TAGS.get(tag, tag), offered)


def to_code(tag: str) -> str:
    """The code by which clients know a tag."""
    return "zh-Hans" if tag == "zh" else tag


def english_name(code: str) -> str:
    """`Chinese (traditional)` for `zh-Hant`, from the IANA registry; the code itself when it is not there."""
    head, *rest = (_subtags().get(subtag, subtag) for subtag in code.split("-"))
    return f"{head} ({', '.join(rest)})" if rest else head


@cache
def _subtags() -> dict[str, str]:
    registered = (entry for entry in parse_registry() if "Subtag" in entry)  # type: ignore[no-untyped-call]
    return {entry["Subtag"]: _REMARK.sub("", entry["Description"][0]) for entry in registered} | _NAMES
