"""Language tags (BCP 47): their canonical form, and the best match among those available."""

import re
from collections.abc import Collection

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def canonical(tag: str) -> str | None:
    """The tag in its canonical spelling (`PT-br` becomes `pt-BR`, RFC 5646 section 2.1.1); None if it is malformed."""
    if len(tag) > 35 or not _TAG.fullmatch(tag):
        return None
    head, *rest = tag.split("-")
    return "-".join([head.lower(), *(_spelled(part) for part in rest)])


def _spelled(subtag: str) -> str:
    if len(subtag) == 4:
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


def best_match(tag: str, offered: Collection[str]) -> str | None:
    """The offered tag that `tag` falls back to, by dropping subtags from the end (RFC 4647 lookup), or None."""
    wanted = canonical(tag)
    while wanted:
        if wanted in offered:
            return wanted
        wanted, _, _ = wanted.rpartition("-")
    return None
