"""What no engine may change, taken out of a text before engines read it, verified after, and put back."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from enishi.translate.text.markers import FIRST, MARKS, MOST, bare, begins, joined, marks, spaced
from enishi.translate.text.scripts import UNSPACED
from enishi.translate.text.spans import Span, find
from enishi.translate.text.terms import Wording, count

_CARRIER = re.compile(r"XQ(\d+)")
"""What stands for a span before an engine: of 17 forms the one that every engine kept (docs/decisions/0040)."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_NOTHING = Span("", opaque=True)


class Form(Enum):
    """How an engine sees what it may read: as it was said, terms in the words that are wanted, or nothing of it."""

    SAID = auto()
    WANTED = auto()
    CARRIED = auto()


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with a mark in place of each span."""

    text: str
    spans: tuple[Span, ...]

    def span(self, mark: str) -> Span:
        """What a mark stands for; a mark that stands for nothing is nothing."""
        place = ord(mark) - FIRST
        return self.spans[place] if place < len(self.spans) else _NOTHING

    def on_the_way(self) -> "Shielded":
        """The same for a step into a language between: terms have no words there."""
        return replace(self, spans=tuple(replace(span, opaque=span.opaque or span.fixed) for span in self.spans))

    def from_the_way(self) -> "Shielded":
        """The same for the last of several steps: terms are read in the words that are wanted in the end."""
        return replace(self, spans=tuple(replace(span, said=span.wanted) for span in self.spans))

    def reveal(self, made: str, said: str = "") -> str:
        """What was made of a part of the text (the part itself, where `said` is empty), terms as they are wanted."""
        raised = not self._first_letter(said or made).islower()
        return MARKS.sub(lambda mark: _put(self.span(mark[0]), raised=raised and begins(mark)), made)

    def compared(self, said: str, made: str) -> tuple[str, str]:
        """Both without the spans that are carried through both: what can be compared of them."""
        through = set(marks(made))
        return MARKS.sub(lambda mark: "" if mark[0] in through else self.span(mark[0]).said, said), bare(made)

    def varies(self, sentence: str, form: Form) -> bool:
        """Whether this form of the sentence is another one than that before."""
        spans = [self.span(mark) for mark in marks(sentence)]
        if form is Form.WANTED:
            return any(span.wanted != span.said and not span.opaque for span in spans)
        return form is Form.SAID or not all(span.opaque for span in spans)

    def carry(self, sentence: str, form: Form) -> str:
        """What an engine reads: a carrier for each span that it may not read in this form."""
        places = {mark: place for place, mark in enumerate(marks(sentence))}

        def readable(mark: re.Match[str]) -> str:
            span = self.span(mark[0])
            if form is Form.CARRIED or span.opaque:
                return f"XQ{places[mark[0]]}"
            if form is Form.SAID:
                return span.said
            return _raised(span.wanted) if span.fixed and span.said[0].isupper() and begins(mark) else span.wanted

        return MARKS.sub(readable, sentence)

    def recover(self, answer: str, sentence: str, form: Form) -> str | None:
        """The answer with its marks; None when one did not come through unchanged and once.

        Terms that an engine read and put in the words that are wanted stay as it put them: it knew the grammar.
        """
        there = marks(sentence)
        carried = [mark for mark in there if form is Form.CARRIED or self.span(mark).opaque]
        if sorted(_CARRIER.findall(answer)) != sorted(str(there.index(mark)) for mark in carried):
            return None
        found = _CARRIER.sub(lambda carrier: there[int(carrier[1])], answer)
        if any(joined(found, mark) for mark in carried):
            return None
        read = [mark for mark in there if mark not in carried]
        kept = [mark for mark in read if not self.span(mark).fixed]
        if not self._put_as_wanted(found, [mark for mark in read if mark not in kept]):
            return None
        recovered = self._recognised(found, kept)
        if recovered is None or sorted(marks(recovered)) != sorted(carried + kept):
            return None
        apart = [mark for mark in carried + kept if not _UNSPACED.search(self.span(mark).wanted)]
        return spaced(recovered, apart) if apart else recovered

    def _put_as_wanted(self, answer: str, read: Sequence[str]) -> bool:
        wanted = Counter(self.span(mark).wanted for mark in read)
        return all(count(words, answer) >= times for words, times in wanted.items())

    def _recognised(self, answer: str, read: Sequence[str]) -> str | None:
        """The marks of spans that the engine read, in place of what they stand for; the longest first."""
        said = {mark: self.span(mark).said for mark in read}
        for mark, words in sorted(said.items(), key=lambda item: -len(item[1])):
            before = r"(?<![^\W_])" if words[0].isalpha() else r"(?<![\d.,])(?<!\d[ /-])"
            answer, found = re.subn(rf"{before}{_loosely(words)}(?![^\W_])", mark, answer, count=1)
            if not found:
                return None
        return None if any(_again(words, answer) for words in said.values()) else answer

    def _first_letter(self, said: str) -> str:
        read = MARKS.sub(lambda mark: self.span(mark[0]).said, said)
        return next(filter(str.isalpha, read), "")


def shield(text: str, terms: Sequence[Wording] = ()) -> Shielded:
    """Takes out every span, and all of `terms` but those within links and the like."""
    shielded: list[str] = []
    spans: list[Span] = []
    end = 0
    for start, stop, span in islice(find(text, terms), MOST):
        shielded += (text[end:start], chr(FIRST + len(spans)))
        spans.append(span)
        end = stop
    rest = MARKS.sub("\ufffd", text[end:])
    return Shielded("".join((*shielded, rest)), tuple(spans))


def _put(span: Span, *, raised: bool) -> str:
    """The span as it stands in the end, in the capitals that its place asks for."""
    if not span.fixed:
        return span.said
    if span.shouted:
        return span.wanted.upper()
    return _raised(span.wanted) if raised else span.wanted


def _raised(words: str) -> str:
    """With a capital at the beginning, where the word there has none at all (iPhone)."""
    return words[0].upper() + words[1:] if words.split()[0].islower() else words


def _loosely(span: str) -> str:
    """A pattern for the span as other languages write it: `3,5 kg`, `160 km / h`."""
    parts = re.findall(r"\d+|[^\W\d_]+|\S", span)
    return r"\s*".join("[.,]" if part in ".," else re.escape(part) for part in parts)


def _again(span: str, answer: str) -> bool:
    """Whether the span is there once more than it should be."""
    before = r"(?<!\w)" if span[0].isalpha() else r"(?<!\d)"
    return re.search(rf"{before}{re.escape(span)}(?!\w)", answer) is not None
