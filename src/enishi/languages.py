"""Language tags (BCP 47): their canonical form, the one that engines offer, the best match among those available."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from langcodes import Language, standardize_tag, tag_distance
from langcodes.tag_parser import LanguageTagError

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SAME = {"no": "nb", "zlm": "ms", "pbt": "ps"}
"""Languages that engines name in two ways, and that are two in CLDR."""

_FURTHEST = 10
"""The distance (CLDR, https://unicode.org/reports/tr35/#LanguageMatching) up to which readers take one for the other.

Regions and orthographies have 0 to 5, Croatian and Serbian in Latin letters 9, Danish and Norwegian 12.
"""


def canonical(tag: str) -> str | None:
    """The tag in its canonical spelling (`PT-br` becomes `pt-BR`, RFC 5646 section 2.1.1); None if it is malformed."""
    return _canonical(tag) if len(tag) <= 35 else None


@lru_cache(4096)
def _canonical(tag: str) -> str | None:
    if not _TAG.fullmatch(tag):
        return None
    head, *rest = tag.split("-")
    return "-".join([head.lower(), *(_spelled(part) for part in rest)])


def _spelled(subtag: str) -> str:
    if len(subtag) == 4:
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag.lower()


@lru_cache(4096)
def node(name: str) -> str | None:
    """The one tag under which engines offer a language, whatever its maker calls it; None if it is no language tag.

    `zh` and `cmn` are `zh-Hans`, `zh_hant` and `zh-TW` are `zh-Hant`, `no` is `nb`, `hbs` is `sr-Latn`. A region
    stays (`pt-BR`), and so does a script that is not the usual one.
    """
    tag = canonical(name.replace("_", "-"))
    try:
        language = Language.get(standardize_tag(tag, macro=True)) if tag else None
    except LanguageTagError:
        return None
    if language is None or language.language is None:
        return None
    script = language.maximize().script
    if language.language == "zh":
        return f"zh-{script}"
    base = _SAME.get(language.language, language.language)
    usual = script == Language.get(base).maximize().script
    region, variants = language.territory, language.variants
    return canonical(
        Language.make(base, script=None if usual else script, territory=region, variants=variants).to_tag()
    )


def best_match(tag: str, offered: Collection[str]) -> str | None:
    """The offered tag that a reader of `tag` is served best by, or None."""
    wanted = canonical(tag)
    return wanted if wanted is None or wanted in offered else next(iter(matches(wanted, offered)), None)


def matches(tag: str, offered: Collection[str]) -> Mapping[str, int]:
    """The offered tags that serve a reader of `tag` and their distances (0: the same language), the nearest first."""
    wanted = canonical(tag)
    return _matches(wanted, offered if isinstance(offered, frozenset) else frozenset(offered)) if wanted else {}


@lru_cache(4096)
def _matches(wanted: str, offered: frozenset[str]) -> Mapping[str, int]:
    same = node(wanted) or wanted
    near = {each: 0 if each in (wanted, same) else _distance(same, each) for each in offered}
    first = sorted(near, key=lambda each: (near[each], each != wanted, each != same, each))
    return MappingProxyType({each: near[each] for each in first if near[each] <= _FURTHEST})


def _distance(wanted: str, offered: str) -> int:
    try:
        return tag_distance(wanted, offered)
    except LanguageTagError:
        return _FURTHEST + 1


class Choice(Collection[str]):
    """The languages that a member can choose to read; it changes while the server runs.

    A language that once could be chosen still can: who reads it goes on.
    """

    def __init__(self, known: Collection[str]) -> None:
        """`known` are always accepted, and offered while nothing is translated at all."""
        self._first = tuple(sorted(known))
        self._known = dict.fromkeys(self._first)
        self.here: tuple[str, ...] = ()
        """Those that are translated now."""
        self.can_come: Mapping[str, int] = {}
        """Those that are not here and can be fetched, with the bytes to fetch."""

    def set(self, here: Collection[str], can_come: Mapping[str, int]) -> bool:
        """Replace both; whether that changes anything."""
        before = self.here, self.can_come
        self.here, self.can_come = tuple(sorted(here)) or self._first, dict(sorted(can_come.items()))
        self._known |= dict.fromkeys((*self.here, *self.can_come))
        return before != (self.here, self.can_come)

    def __contains__(self, tag: object) -> bool:
        return tag in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._known))

    def __len__(self) -> int:
        return len(self._known)
