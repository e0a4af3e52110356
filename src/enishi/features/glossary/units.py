"""Translation units: words and their translations, of no room, as files carry them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from enishi.languages import best_match


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a language and how they are translated, by language; without a language they are left as they are."""

    text: str
    language: str | None
    translations: Mapping[str, str]


def in_known_languages(unit: Unit, languages: Collection[str]) -> Unit | None:
    """The unit with the offered languages that match its own (`pt-BR` becomes `pt`); None where nothing is left."""
    if unit.language is None or not unit.translations:
        return unit
    language = best_match(unit.language, languages)
    matched = {best_match(tag, languages): words for tag, words in unit.translations.items()}
    translations = {tag: words for tag, words in matched.items() if tag and tag != language}
    return Unit(unit.text, language, translations) if language and translations else None
