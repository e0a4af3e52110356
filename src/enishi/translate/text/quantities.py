"""Quantities in a text: their values as a reader of the language understands them, and how the language writes them."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from babel.core import Locale, UnknownLocaleError

from enishi.translate.text.span_patterns import CURRENCY, UNITS

_SPACES = " \u00a0\u202f"
_FRACTIONS = "¼-¾⅐-⅞↉"
_RAISED = "²³¹⁰⁴-⁻₀-₋"
_DIGITS = rf"\d{{1,3}}(?:[{_SPACES}’']\d{{3}}){{1,10}}(?![\d])|\d++(?:[.,]\d++)*+"
_SIGN = r"(?<![\w.,)\]%/:+−-])[-−+±]"
_THOUSAND = r"(?P<thousand>\s(?:mil|mila|mille|thousand|tausend)\b(?!\s?mil))"
_NUMBER = re.compile(rf"(?P<sign>{_SIGN})?(?P<digits>{_DIGITS}){_THOUSAND}?|[{_FRACTIONS}{_RAISED}]")
_SYMBOL = re.compile(r"[%‰€$£¥₹₩₽¢]")
_BEHIND = rf"(?:\s?[{_FRACTIONS}]|[{_RAISED}]{{1,8}}|[/×x:⁄–-]\d{{1,30}}){{0,8}}"
_UNIT = rf"(?:\s?(?![\d\s])(?:{UNITS})(?![\w²³]))?"
QUANTITY = re.compile(
    r"\d(?<!\w.)\d{1,29}(?:[ -]\d{2,30}){2,30}(?!\w)"  # groups of digits
    rf"|(?:(?:{_SIGN})?(?:(?<!\w){CURRENCY}\s?[-−+]?)?)(?=\d)(?<!\d)(?<!\d[.,])(?:{_DIGITS}){_BEHIND}{_UNIT}"
    r"(?![^\W\d_]|[ºª])"  # an ordinal is a word
    rf"|[{_FRACTIONS}{_RAISED}]{{1,8}}{_UNIT}"
)
"""A number with all that belongs to it."""
_PER_CENT = frozenset(("percent", "per cent", "por cento", "por ciento", "pour cent", "prozent", "procent", "процент"))
_CURRENCIES = {"$": ("USD", "AUD", "CAD"), "€": ("EUR",), "£": ("GBP",), "¥": ("JPY",), "₹": ("INR",), "₩": ("KRW",),
               "₽": ("RUB",), "¢": ()}  # fmt: skip
_SPELLED = 21
"""Smaller numbers are often written as words, and centuries as Roman numerals."""


class _Convention(NamedTuple):
    group: str
    decimal: str


def changed_quantities(source: str, made: str, languages: tuple[str, str]) -> bool:
    """Whether a number, sign, fraction or symbol of the source is missing in its translation, or another is there."""
    missing, other = _differences(source, made, languages)
    if missing and other:
        return True
    return not all(map(_may_be_word, (*missing, *other))) or not _has_symbols(source, made, languages[1])


def lost_quantities(source: str, made: str, languages: tuple[str, str]) -> Iterator[re.Match[str]]:
    """The quantities of the source that are not in the translation."""
    missing, _ = _differences(source, made, languages)
    lost = {*missing, *(Counter(_SYMBOL.findall(source)) - Counter(_SYMBOL.findall(made)))}
    for match in QUANTITY.finditer(source):
        if not lost.isdisjoint((*_values(match[0], languages[0]), *_SYMBOL.findall(match[0]))):
            yield match


def written_in(quantity: str, source: str, target: str) -> str:
    """The quantity with its numbers as the target language writes them, where their meaning is certain."""
    here, there = _convention(source), _convention(target)
    if here is None or there is None or here == there:
        return quantity
    swapped = {here.group: there.group, here.decimal: there.decimal}

    def written(match: re.Match[str]) -> str:
        number = match[0]
        is_grouped = here.group in number
        if not _is_conventional(number, here) or not (is_grouped or _value(number, source) != _value(number, target)):
            return number
        return "".join(swapped.get(character, character) for character in number)

    return re.sub(_DIGITS, written, quantity)


def _differences(source: str, made: str, languages: tuple[str, str]) -> tuple[Counter[str], Counter[str]]:
    """The values of the source that its translation does not have, and those that only the translation has."""
    before, after = (Counter(_values(text, tag)) for text, tag in zip((source, made), languages, strict=True))
    return before - after, after - before


def _values(text: str, language: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        sign = (match["sign"] or "").replace("−", "-")
        value = _value(match["digits"], language) if match["digits"] else match[0]
        yield sign + (_times_thousand(value) if match["thousand"] else value)


def _times_thousand(value: str) -> str:
    """`100 mil` is 100000, `1,5 mil` is 1500."""
    whole, _, fraction = value.partition(".")
    if not (whole + fraction).isdecimal() or len(fraction) > 3:
        return value
    return (whole + fraction.ljust(3, "0")).lstrip("0")


def _value(number: str, language: str) -> str:
    """The number in one form for all languages; as it is where it is no number (`1.2.3`)."""
    if not number.isascii():
        number = "".join(str(int(each)) if each.isdecimal() else each for each in number)
    whole, *groups = re.split(r"\D", number)
    if not groups:
        return number.lstrip("0") or "0"
    *between, last = re.findall(r"\D", number)
    if any(len(group) != 3 for group in groups[:-1]) or (between and len(whole) > 3) or len(set(between)) > 1:
        return number
    if between and _is_foreign(between[0], last, language):
        return number
    integer = f"{whole}{''.join(groups[:-1])}".lstrip("0") or "0"
    if len(groups[-1]) == 3 and whole.strip("0") and len(whole) <= 3 and not _is_decimal(last, between, language):
        return integer + groups[-1]
    return number if last in between else f"{integer}.{groups[-1]}"


def _is_foreign(group: str, last: str, language: str) -> bool:
    """Whether a reader of the language would stumble: it separates decimals so, or groups of thousands."""
    convention = _convention(language)
    return convention is not None and (group == convention.decimal or (last != group and last == convention.group))


def _is_decimal(last: str, between: list[str], language: str) -> bool:
    """Whether the last separator, before three digits, is the decimal one."""
    if between:
        return last not in between
    convention = _convention(language)
    return convention is not None and last == convention.decimal


def _is_conventional(number: str, convention: _Convention) -> bool:
    group, decimal = re.escape(convention.group), re.escape(convention.decimal)
    return re.fullmatch(rf"(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?", number) is not None


@lru_cache(256)
def _convention(language: str) -> _Convention | None:
    """How the language writes numbers (CLDR); None if that is not known."""
    for tag in (language, language.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError, KeyError):
            symbols = Locale.parse(tag, sep="-").number_symbols["latn"]
            return _Convention(symbols["group"], symbols["decimal"])
    return None


def _may_be_word(value: str) -> bool:
    return value.isdecimal() and len(value) < 3 and int(value) <= _SPELLED


def _has_symbols(source: str, made: str, language: str) -> bool:
    """Whether each symbol of the source is in the translation, or a word for it (`dólares`)."""
    missing = Counter(_SYMBOL.findall(source)) - Counter(_SYMBOL.findall(made))
    said = made.casefold()
    return all(any(word in said for word in _words_for(symbol, language)) for symbol in missing)


@lru_cache(256)
def _words_for(symbol: str, language: str) -> frozenset[str]:
    """Beginnings of words that say the symbol in the language: those that all currencies with this symbol share."""
    if symbol == "%":
        return _PER_CENT
    codes = _CURRENCIES.get(symbol)
    with suppress(UnknownLocaleError, ValueError):
        names = Locale.parse(language.partition("-")[0]).currencies
        words = [{word[:4] for word in names[code].casefold().split() if len(word) > 3} for code in codes or ()]
        return frozenset.intersection(*map(frozenset, words)) if words else frozenset()
    return frozenset()
