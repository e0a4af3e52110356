"""One step of a route: translates sentences in the form that suits the engine, and retries where a check fails."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from enishi.translate.text.markers import split_at_markers, without_markers
from enishi.translate.text.noise import NormalisedSentence, normalise, restore
from enishi.translate.text.placeholders import PlaceholderForm, Placeholders
from enishi.translate.text.quality_estimation import ordered, quality_issues
from enishi.translate.text.step_placeholders import StepPlaceholders
from enishi.translate.text.unsayable import Characters
from enishi.translate.text_work import AT_ONCE, TextWork

TranslateSentences = Callable[[Sequence[str]], Awaitable[Sequence[str]]]
"""Translates sentences by one engine: one output each, in order."""

_RETRYABLE = frozenset({"length", "repeats", "copied"})
"""Quality issues that another form of the sentence may avoid."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """The translation of a sentence, every marker in it once, and its quality issues."""

    text: str
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A form in which a sentence is given to the engine."""

    form: PlaceholderForm
    other_end: bool = False


class _Form(NamedTuple):
    """What the engine reads for a sentence, the one at `place`."""

    place: int
    normalised: NormalisedSentence
    encoded: str


_ATTEMPTS = (*map(_Attempt, PlaceholderForm), _Attempt(PlaceholderForm.PLACEHOLDER, other_end=True))


class RouteStep:
    """Translates sentences of one text from `source` to `target`."""

    def __init__(
        self,
        placeholders: Placeholders,
        translate_sentences: TranslateSentences,
        work: TextWork = AT_ONCE,
        *,
        source: str,
        target: str,
        characters: Characters | None = None,
    ) -> None:
        self._step = StepPlaceholders(placeholders, source, target)
        self._characters = characters
        self._source = source
        self._target = target
        self._translate_sentences = translate_sentences
        self._run = work.run

    async def translate(self, sentences: Sequence[str]) -> list[StepResult]:
        """The result of each sentence: the attempt with the fewest issues.

        What is not among the `characters` of the engine is carried past it. So are the quantities of a sentence, where
        the engine changed one. What an engine has no words for (Apertium drops a pronoun that stands alone) stays.
        """
        carried = await self._run(self._carried, sentences)
        results = await self._translate(carried)
        await self._retry_quantities(results, lambda i: self._step.carry_quantities(carried[i], results[i].text))
        await self._retry_quantities(results, lambda i: self._step.carry_quantities(carried[i]))
        return await self._run(self._put_back, results)

    def _carried(self, sentences: Sequence[str]) -> Sequence[str]:
        characters = self._characters
        if characters is None:
            return sentences
        return [self._step.carry_unsayable(sentence, characters) for sentence in sentences]

    def _put_back(self, results: Sequence[StepResult]) -> list[StepResult]:
        return [replace(result, text=self._step.put_back(result.text)) for result in results]

    async def _retry_quantities(self, results: list[StepResult], carry: Callable[[int], str]) -> None:
        """Improves the results in which a quantity was changed."""
        changed = [i for i, result in enumerate(results) if "numbers" in result.issues]
        if not changed:
            return
        carried = await self._run(lambda: list(map(carry, changed)))
        for i, again in zip(changed, await self._translate(carried), strict=True):
            results[i] = min(results[i], again, key=lambda result: ("numbers" in result.issues, len(result.issues)))

    async def _translate(self, sentences: Sequence[str]) -> list[StepResult]:
        """Where every attempt lost a marker, the pieces between the markers are translated separately."""
        best = {i: StepResult(sentence) for i, sentence in enumerate(sentences) if not _has_letters(sentence)}
        for attempt in _ATTEMPTS:
            forms = await self._run(self._forms, attempt, sentences, best)
            outputs = await self._outputs([form.encoded for form in forms])
            await self._run(self._keep_better, attempt, sentences, best, zip(forms, outputs, strict=True))
        failed = [i for i in range(len(sentences)) if i not in best]
        best |= dict(zip(failed, await self._translate_pieces([sentences[i] for i in failed]), strict=True))
        return [best[i] for i in range(len(sentences))]

    def _forms(self, attempt: _Attempt, sentences: Sequence[str], best: Mapping[int, StepResult]) -> list[_Form]:
        """The forms of the sentences to which the attempt applies."""
        tried = [i for i, sentence in enumerate(sentences) if self._applies(attempt, sentence, best.get(i))]
        normalised = [self._normalise(attempt, sentences[i]) for i in tried]
        encoded = [self._placeholders.encode(each.text, attempt.form) for each in normalised]
        return list(map(_Form, tried, normalised, encoded))

    def _keep_better(
        self,
        attempt: _Attempt,
        sentences: Sequence[str],
        best: dict[int, StepResult],
        outputs: Iterable[tuple[_Form, str]],
    ) -> None:
        for (i, normalised, _), output in outputs:
            result = self._decode(attempt, sentences[i], normalised=normalised, output=output)
            if result and (i not in best or len(result.issues) < len(best[i].issues)):
                best[i] = result

    def _applies(self, attempt: _Attempt, sentence: str, best: StepResult | None) -> bool:
        if attempt.other_end:
            return best is not None and not _RETRYABLE.isdisjoint(best.issues)
        return best is None and self._placeholders.differs(sentence, attempt.form)

    def _normalise(self, attempt: _Attempt, sentence: str) -> NormalisedSentence:
        normalised = normalise(sentence, self._source)
        return normalised.with_other_end() if attempt.other_end else normalised

    def _decode(
        self, attempt: _Attempt, sentence: str, *, normalised: NormalisedSentence, output: str
    ) -> StepResult | None:
        decoded = self._placeholders.decode(output, sentence, attempt.form)
        if decoded is None or (_has_words(sentence) and not _has_words(decoded)):
            return None
        return self._estimate(sentence, restore(decoded, normalised, self._target))

    def _estimate(self, sentence: str, made: str, *more: str) -> StepResult:
        issues = quality_issues(*self._placeholders.comparable(sentence, made), self._target, self._source)
        return StepResult(made, ordered([*issues, *more]))

    async def _translate_pieces(self, sentences: Sequence[str]) -> list[StepResult]:
        if not sentences:
            return []
        parts = [part for sentence in sentences for part in split_at_markers(sentence)]
        pieces = list(dict.fromkeys(part.strip() for part in parts if _has_letters(part)))
        translations = dict(zip(pieces, await self._outputs(pieces), strict=True))
        return await self._run(lambda: [self._joined(sentence, translations) for sentence in sentences])

    def _joined(self, sentence: str, translations: Mapping[str, str]) -> StepResult:
        parts = [part.strip() for part in split_at_markers(sentence)]
        issues = [] if all(_has_words(translations[part]) for part in parts if part in translations) else ["copied"]
        if len(parts) > 1 or not issues:
            issues.append("pieces")
        return self._estimate(sentence, _join_pieces(sentence, translations), *issues)

    @property
    def _placeholders(self) -> Placeholders:
        return self._step.all

    async def _outputs(self, sentences: Sequence[str]) -> Sequence[str]:
        return await self._translate_sentences(sentences) if sentences else ()


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _has_words(text: str) -> bool:
    """Whether there is more than marks; markers are none."""
    return any(map(str.isalnum, text))


def _join_pieces(sentence: str, translations: Mapping[str, str]) -> str:
    def translated(part: str) -> str:
        core = part.strip()
        output = translations.get(core)
        if output is None or not _has_words(output):
            return part
        before, _, after = part.partition(core)
        return before + without_markers(output).strip() + after

    return "".join(translated(part) for part in split_at_markers(sentence))
