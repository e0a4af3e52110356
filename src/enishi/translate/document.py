"""A text on its route: placeholders and sentences, translated step by step, and put together again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from enishi.model import Step, TermUse
from enishi.translate.route_step import RouteStep
from enishi.translate.text.markers import without_markers
from enishi.translate.text.markup.emphasis import Emphasised
from enishi.translate.text.placeholders import Placeholders, insert_placeholders
from enishi.translate.text.quality_estimation import ordered
from enishi.translate.text.scripts import may_be_written_in, script_of
from enishi.translate.text.segments import split
from enishi.translate.text.term_uses import Restored, concatenated
from enishi.translate.text.terms import TermEntry, count, inflected
from enishi.translate.text.typography import straight, typographic
from enishi.translate.text.unsayable import Characters
from enishi.translate.text.wrapping import unwrapped
from enishi.translate.text_work import AT_ONCE, TextWork

TranslateStep = Callable[[Step, Sequence[str]], Awaitable[Sequence[str]]]
"""Translates sentences by the engine of a step."""


CharactersOf = Callable[[Step], Characters | None]
"""The characters that the engine of a step can read, None if that is not known."""


class Made(NamedTuple):
    """A text at the end of its route, its quality issues (codes) from all steps, and where words of terms stand."""

    text: str
    issues: tuple[str, ...] = ()
    terms: tuple[TermUse, ...] = ()


class Document:
    """A text whose `terms` have fixed translations."""

    def __init__(self, text: str, terms: Sequence[TermEntry] = ()) -> None:
        placeholders = insert_placeholders(text, terms)
        self._placeholders = replace(placeholders, text=unwrapped(placeholders.text))
        self._segments = split(self._placeholders.text)
        self._emphasis = Emphasised(self._segments.sentences)
        self._inflected = inflected(self._placeholders.text, terms)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences to translate, with markers; empty if there are none."""
        return self._segments.sentences

    @property
    def with_terms_only(self) -> Made:
        """The text with its terms translated and everything else as it was."""
        text, terms = self._join(self.sentences)
        return Made(text, (), terms)

    def may_be(self, language: str) -> bool:
        """Whether the script of the text is one in which the language is written; everybody borrows Latin words."""
        script = script_of(without_markers(self._placeholders.text))
        return script in (None, "Latn") or may_be_written_in(language, script)

    async def translate(
        self,
        route: Sequence[Step],
        translate_step: TranslateStep,
        characters_of: CharactersOf = lambda step: None,
        work: TextWork = AT_ONCE,
    ) -> Made:
        """The text at the end of the route; raises TextTooCostly."""
        if not route:
            return await work.run(lambda: self.with_terms_only)
        sentences, issues = tuple(map(straight, self._emphasis.texts)), list[str]()
        for step, placeholders in zip(route, self._placeholders_of_steps(len(route)), strict=True):
            translate = partial(translate_step, step)
            route_step = RouteStep(
                placeholders, translate, work, source=step.source, target=step.target, characters=characters_of(step)
            )
            results = await route_step.translate(sentences)
            sentences = tuple(each.text for each in results)
            issues += [issue for each in results[: len(self.sentences)] for issue in each.issues]
        return await work.run(self._made, sentences, issues, route[-1].target)

    def _made(self, sentences: Sequence[str], issues: Sequence[str], target: str) -> Made:
        whole = self._emphasis.restore(sentences)
        made, terms = self._join(
            [typographic(each, said, target) for each, said in zip(whole, self.sentences, strict=True)]
        )
        missing = any(not count(term.target or "", made) for term in self._inflected)
        return Made(made, ordered([*issues, "term"] if missing else issues), terms)

    def _placeholders_of_steps(self, steps: int) -> list[Placeholders]:
        if steps < 2:
            return [self._placeholders] * steps
        return [self._placeholders.for_pivot()] * (steps - 1) + [self._placeholders.for_last_step()]

    def _join(self, sentences: Sequence[str]) -> Restored:
        restore, segments = self._placeholders.restore, self._segments
        made = [restore(sentence, source) for sentence, source in zip(sentences, segments.sentences, strict=True)]
        gaps = [restore(gap) for gap in segments.gaps]
        pieces = replace(segments, gaps=tuple(gap.text for gap in gaps)).pieces([each.text for each in made])
        after = chain.from_iterable(zip(made, gaps[1:], strict=True))
        return concatenated(Restored(piece, each.terms) for piece, each in zip(pieces, (gaps[0], *after), strict=True))
