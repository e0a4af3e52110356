"""Translation API: what clients of LibreTranslate ask, answered by the same engines."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.translation_api import reviewing
from enishi.features.translation_api.keys import Keys
from enishi.features.translation_api.routes import LibreTranslateApi
from enishi.features.translation_api.suggestions import Suggestions


def open_translation_api(house: House) -> Feature:
    """Routes outside `/api`, with keys instead of sessions; and what owners do about suggestions."""
    settings = house.settings
    keys = Keys(settings.api.keys, open_to_all=settings.api.open, per_minute=settings.api.per_minute)
    suggestions = Suggestions(house.store)
    api = LibreTranslateApi(
        translator=house.translator,
        detector=house.detector.rank_alone,
        keys=keys,
        suggestions=suggestions,
        characters=settings.api.characters,
        texts=settings.api.texts,
    )
    return Feature(routes=(*api.routes(), reviewing.routes(house, suggestions, keys)))
