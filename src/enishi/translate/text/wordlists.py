"""Word frequencies of a language, from the lists of wordfreq; and how many people write it."""

from collections.abc import Mapping
from functools import cache, lru_cache

from langcodes import Language
from wordfreq import available_languages, get_frequency_dict

_LISTS = {"tl": "fil", "hr": "sh", "bs": "sh", "no": "nb"}

_MILLIONS = """
en 1393, zh 1261, es 478, hi 366, ar 290, fr 263, pt 217, ru 193, ur 179, id 168, bn 167, sw 140, de 128, pa 125, ja 116
vi 86, ko 78, tr 78, it 70, tl 70, fa 64, te 64, mr 62, ta 59, th 52, gu 42, pl 41, ms 37, uz 37, zh-Hant 37, my 34
kn 33, nl 32, az 30, ml 29, ha 24, uk 24, ro 20, ig 19, yo 19, am 15, kk 14, si 14, cs 13, ne 13, sv 13, el 12, hu 12
km 11, af 10, be 10, he 9, bg 8, ca 8, sr 8, zu 8, da 7, hr 7, sk 7, sq 7, fi 6, mn 6, nb 6, no 6, hy 5, xh 5
bs 4, ka 4, lo 4, st 4, gl 3, lt 2, mk 2, sl 2, tt 2
"""
"""Literate speakers, by the territory data of the Unicode CLDR; the languages that are not here have fewer."""


@lru_cache(1024)
def frequencies(tag: str) -> Mapping[str, float] | None:
    """The frequency (share of all words) of each common word in lower case; None without a list.

    The first call for a language loads its list (about 30 ms, 6 MB).
    """
    base = Language.get(tag).language or tag
    name = _LISTS.get(base, base)
    return get_frequency_dict(name, "small") if name in available_languages("small") else None


def odds(tag: str) -> float:
    """The odds of the language where nothing is known of who wrote a text, 1 at most."""
    writers, base = _writers(), Language.get(tag).language or tag
    return writers.get(tag, writers.get(base, 1)) / writers["en"]


@cache
def _writers() -> Mapping[str, int]:
    entries = (entry.split() for line in _MILLIONS.split("\n") if line for entry in line.split(", "))
    return {tag: int(millions) for tag, millions in entries}
