"""The placeholders of one step of a route: those of the text, and more for what its engine cannot read or changes."""

import re
from collections.abc import Iterable
from dataclasses import replace

from enishi.translate.text.markers import FIRST_MARKER, MARKER, MAX_MARKERS
from enishi.translate.text.placeholders import Placeholders
from enishi.translate.text.quantities import QUANTITY, lost_quantities, written_in
from enishi.translate.text.spans import Span
from enishi.translate.text.unsayable import Characters, unsayable, without_unknown_marks


class StepPlaceholders:
    """Adds opaque spans sentence by sentence; `put_back` removes what was added, so that the next step starts anew."""

    def __init__(self, placeholders: Placeholders, source: str, target: str) -> None:
        self.all = placeholders
        self._own = len(placeholders.spans)
        self._languages = (source, target)
        self._read_without_marks: dict[str, str] = {}

    def carry_unsayable(self, sentence: str, characters: Characters) -> str:
        """The sentence without what is not in the engine's vocabulary.

        Words are opaque; those in lower case that only lack a diacritical mark are read without it (`naïve`).
        """
        found: list[tuple[int, int, str]] = []
        for start, stop in unsayable(sentence, characters):
            word = sentence[start:stop]
            read = without_unknown_marks(word, characters) if word.islower() else None
            if read:
                self._read_without_marks[read] = word
            else:
                found.append((start, stop, word))
        carried = self._carry(sentence, found)
        for read, word in self._read_without_marks.items():
            carried = carried.replace(word, read)
        return carried

    def carry_quantities(self, sentence: str, made: str | None = None) -> str:
        """The sentence with opaque quantities, written as the target language does where their meaning is certain.

        All of them; or those that are not in the translation `made`.
        """
        lost = None if made is None else lost_quantities(sentence, made, self._languages)
        matches = QUANTITY.finditer(sentence) if lost is None else lost
        return self._carry(sentence, [(*match.span(), written_in(match[0], *self._languages)) for match in matches])

    def put_back(self, made: str) -> str:
        """The translation with the words and quantities that were carried in this step."""
        for read, word in self._read_without_marks.items():
            made = re.sub(rf"\b{read}\b", word, made)
        return MARKER.sub(lambda marker: self._own_source(marker[0]), made)

    def _own_source(self, marker: str) -> str:
        is_own = ord(marker) - FIRST_MARKER >= self._own
        return self.all.span(marker).source if is_own else marker

    def _carry(self, sentence: str, places: Iterable[tuple[int, int, str]]) -> str:
        parts: list[str] = []
        spans = list(self.all.spans)
        end = 0
        for start, stop, written in places:
            if len(spans) == MAX_MARKERS:
                break
            parts += (sentence[end:start], chr(FIRST_MARKER + len(spans)))
            spans.append(Span(written, opaque=True))
            end = stop
        self.all = replace(self.all, spans=tuple(spans))
        return "".join((*parts, sentence[end:]))
