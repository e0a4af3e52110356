"""Translation units: words and their translations, of no room, as files carry them; and what is left out of them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from enishi.errors import Invalid
from enishi.languages import best_match, canonical

MOST_UNITS = 10_000
"""What one file may have: it is kept in one transaction, and everybody's words wait behind it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a language and how they are translated, by language; without a language they are left as they are."""

    text: str
    language: str | None
    translations: Mapping[str, str]


Entry = tuple[int, Unit | Invalid]
"""What stands at a line of a file: a unit, or why it is left out."""

_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}


def language_tag(code: str) -> str | None:
    """The tag of a code as other programs write it (`pt_BR`, `sr@latin`, `en_US.UTF-8`); None if it is none."""
    code, _, modifier = code.strip().partition("@")
    subtags = [code.partition(".")[0].replace("_", "-"), _SCRIPTS.get(modifier.lower(), modifier)]
    return canonical("-".join(filter(None, subtags)))


def untranslated() -> Invalid:
    """Why words of one language only are left out: their translation is not there yet."""
    return Invalid("There are no words in a second language.", code="untranslated")


def kept(unit: Unit, languages: Collection[str], check: Callable[[str], str]) -> Iterator[Unit | Invalid]:
    """The unit as it can be kept where these languages are offered, and why some of it cannot.

    `check` returns words as they are kept, or raises Invalid.
    """
    for found in _in_known_languages(unit, languages):
        yield from _checked(found, check) if isinstance(found, Unit) else (found,)


def _in_known_languages(unit: Unit, languages: Collection[str]) -> Iterator[Unit | Invalid]:
    """In the offered languages that match its own (`pt-BR` becomes `pt`).

    Words in another variant of its language (`en-US` beside `en-GB`) make a unit of their own.
    """
    if unit.language is None:
        yield unit
        return
    language = best_match(unit.language, languages)
    if language is None:
        yield _unknown(unit.language)
        return
    matched = {tag: best_match(tag, languages) for tag in unit.translations}
    same = [words for tag, words in unit.translations.items() if matched[tag] == language]
    if len(same) == len(matched):
        yield untranslated()
        return
    translations = dict[str, str]()
    for tag in sorted(matched, key=lambda tag: tag not in languages):  # a language before its variants
        words, known = unit.translations[tag], matched[tag]
        if known is None:
            yield _unknown(tag)
        elif known != language and translations.setdefault(known, words) != words:
            yield Invalid(f"The words in {tag[:35]!r}: others are kept for {known!r}.", code="variant")
    for text in dict.fromkeys((unit.text, *same)) if translations else ():
        yield Unit(text, language, translations)


def _checked(unit: Unit, check: Callable[[str], str]) -> Iterator[Unit | Invalid]:
    """With the translations that pass, if its own words do."""
    translations = dict[str, str]()
    try:
        text = check(unit.text)
    except Invalid as error:
        yield error
        return
    for tag, words in unit.translations.items():
        try:
            translations[tag] = check(words)
        except Invalid as error:
            yield error
    if translations or not unit.translations:
        yield replace(unit, text=text, translations=translations)


def _unknown(tag: str) -> Invalid:
    return Invalid(f"The language {tag[:35]!r} is not known here.", code="language_unknown")
