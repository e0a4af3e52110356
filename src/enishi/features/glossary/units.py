"""Translation units from elsewhere, in the languages that there are here."""

from collections.abc import Collection

from enishi.languages import best_match
from enishi.model import Unit


def in_known_languages(unit: Unit, languages: Collection[str]) -> Unit | None:
    """The unit with the languages that serve its own (`pt-BR` becomes `pt`); None where nothing of it is left."""
    if unit.language is None or not unit.translations:
        return unit
    language = best_match(unit.language, languages)
    matched = {best_match(tag, languages): words for tag, words in unit.translations.items()}
    translations = {tag: words for tag, words in matched.items() if tag and tag != language}
    return Unit(unit.text, language, translations) if language and translations else None
