"""Languages that come by themselves: what can be added, what is on its way, and who is told."""

from enishi.bus.bus import Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.languages.verbs import Languages
from enishi.features.languages.wire import (
    AddLanguage,
    Fetching,
    LanguageArrives,
    LanguagesOffered,
    Ordered,
    PolicySet,
    SetLanguagePolicy,
)


def open_languages(house: House) -> Feature:
    """Two commands, two events, and what processes tell each other."""
    languages = Languages(house)
    return Feature(
        commands={AddLanguage: languages.add, SetLanguagePolicy: languages.set_policy},
        events=(LanguageArrives, LanguagesOffered, Ordered, PolicySet, Fetching),
        hears=(Subscription(languages.on_event),),
        greets=languages.greet,
        run=languages.running,
    )
