"""Word frequencies of a language, from the lists of wordfreq."""

from collections.abc import Mapping
from functools import lru_cache

from langcodes import Language
from wordfreq import available_languages, get_frequency_dict

_LISTS = {"tl": "fil", "hr": "sh", "bs": "sh", "no": "nb"}


@lru_cache(1024)
def frequencies(tag: str) -> Mapping[str, float] | None:
    """The frequency (share of all words) of each common word in lower case; None without a list.

    The first call for a language loads its list (about 30 ms, 6 MB).
    """
    base = Language.get(tag).language or tag
    name = _LISTS.get(base, base)
    return get_frequency_dict(name, "small") if name in available_languages("small") else None
