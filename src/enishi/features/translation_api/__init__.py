"""Translation API: what clients of LibreTranslate ask, answered by the same engines."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.translation_api.keys import Keys
from enishi.features.translation_api.routes import LibreTranslateApi
from enishi.features.translation_api.suggestions import Suggestions


def open_translation_api(house: House) -> Feature:
    """Routes outside `/api`, with keys of their own instead of sessions."""
    settings = house.settings
    api = LibreTranslateApi(
        translator=house.translator,
        detector=house.detector.rank_alone,
        keys=Keys(settings.api.keys, open_to_all=settings.api.open, per_minute=settings.api.per_minute),
        suggestions=Suggestions(house.store),
        characters=settings.api.characters,
        texts=settings.api.texts,
    )
    return Feature(routes=tuple(api.routes()))
