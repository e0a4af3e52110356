"""Which languages work here, and which can come: what the door, the pages and the commands are told."""

from collections.abc import Mapping

from enishi.doors.house import House
from enishi.errors import ModelError
from enishi.features.languages.fetching import Found
from enishi.features.languages.wire import LanguagesOffered, Policy
from enishi.speech.models import SPEECH
from enishi.translate.models.models import PIVOT


class Offer:
    """Keeps the languages of the house up to date, and those among which a text is recognised."""

    def __init__(self, house: House) -> None:
        settings = house.settings
        self._translator = house.translator
        self._recognition = house.recognition
        self._languages = house.languages
        self._found: Found | None = None
        self._is_offered = False
        self.uses_models = bool(settings.workers) and (not settings.engines or "firefox" in settings.engines)
        """Whether models would be used, if they were here."""
        self.policy = Policy(settings.language_policy)
        self._speech = 0
        self._hears: tuple[str, ...] = ()

    @property
    def asks_lists(self) -> bool:
        """Whether anything may come."""
        return self.uses_models and self.policy is not Policy.NEVER

    @property
    def is_known(self) -> bool:
        """Whether it was looked yet what can come, and that is offered."""
        return self._is_offered or not self.asks_lists

    @property
    def updates(self) -> Mapping[str, int]:
        """The languages that are here and of which there are newer models, with their bytes."""
        return self._found.updates if self._found else {}

    @property
    def fault(self) -> ModelError | None:
        """Why it is not known what can come."""
        return self._found.fault if self._found else None

    @property
    def event(self) -> LanguagesOffered:
        """What everybody is told of it."""
        here, can_come = self._languages.here, self._languages.can_come
        speech = self.size(SPEECH) or 0
        return LanguagesOffered(
            languages=here, can_come=dict(can_come), hears=self._hears, speech=speech, policy=self.policy
        )

    def find(self, found: Found, *, asked: bool) -> None:
        """There is this now; what can come stays as it was where the lists were not asked, or none can be read."""
        self._speech = found.speech
        if asked and (found.fault is None or self._found is None):
            self._found = found

    def works(self, language: str) -> bool:
        """Whether what is read and written in it goes to all others and comes from them; of speech: is recognised."""
        if language == SPEECH:
            return not self._speech
        translator = self._translator
        if language not in translator.languages:
            return language == PIVOT
        if PIVOT not in translator.languages:
            return True
        return translator.leads(language, PIVOT) and translator.leads(PIVOT, language)

    def renew(self) -> bool:
        """Offer what works now, and what can come; whether that is something else than before."""
        self._is_offered = self._found is not None
        sizes = self._found.sizes if self._found and self.policy is not Policy.NEVER else {}
        can_come = {tag: size for tag, size in sizes.items() if not self.works(tag)}
        working = {*self._translator.languages, *((PIVOT,) if can_come else ())}
        changed = self._languages.set(working - can_come.keys(), can_come)
        before, self._hears = self._hears, self._recognition.among(self._languages.here)
        return changed or self._hears != before

    def size(self, language: str) -> int | None:
        """The bytes to fetch; None where it cannot come."""
        if language == SPEECH:
            return self._speech if self._speech and self.policy is not Policy.NEVER else None
        return self._languages.can_come.get(language)
