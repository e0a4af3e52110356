"""How often the language of a word, two words, a sentence is found: beside the libraries, in rooms, for a writer.

python -m bench.detect

With the sentences of FLORES-101 dev; nothing is trained on them.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, combinations
from pathlib import Path
from random import Random
from statistics import mean

from lingua import IsoCode639_1, Language, LanguageDetectorBuilder
from wordfreq import word_frequency

from bench.benches import FLORES
from bench.cut import Cuts, read
from bench.machine import percentile
from bench.stamp import keep
from enishi.gathering.messages.language_id import OWN, SURE
from enishi.translate.text.language_detection import Detector

LARGEST = ("ar", "bn", "de", "en", "es", "fr", "hi", "id", "ja", "pt", "ru", "zh")
WORDS = {"one word": 1, "two words": 2, "sentence": 0}
SAMPLES, ROOMS, MEMBERS = 300, 40, 5
ENOUGH = 95
"""Percent that are to be found in each room."""

Find = Callable[[str], str | None]


def main() -> None:
    cuts = read(FLORES, LARGEST, SAMPLES)
    parts = (_beside_the_libraries(cuts), _each_language(cuts), _rooms(cuts), _writers(cuts), _everything(FLORES))
    keep("detect", HEAD.format(samples=SAMPLES), *chain.from_iterable(parts))


def _beside_the_libraries(cuts: Cuts) -> Iterator[str]:
    yield "\n## Among all twelve\n\n| found, % | one word | two words | sentence | ms p50 | ms p99 |"
    yield "|---|---|---|---|---|---|"
    detector = Detector(LARGEST)
    yield row("**Enishi**", cuts, lambda text: detector.detect(text).language)
    yield row("lingua, large models", cuts, lingua(LARGEST, large=True))
    yield row("lingua, small models (those Enishi loads)", cuts, lingua(LARGEST, large=False))
    yield row("wordfreq: the language in which the words are most common", cuts, wordfreq(LARGEST))
    best = [100 * cuts.best_possible(LARGEST, words) for words in (1, 2)]
    yield f"| *at most, by who knows these sentences* | {best[0]:.1f} | {best[1]:.1f} | | | |"


def row(name: str, cuts: Cuts, find: Find) -> str:
    """A line of the first table."""
    find("Load what you need.")
    shares, spent = [], []
    for words in WORDS.values():
        hits = []
        for language in LARGEST:
            for text in cuts.samples(language, words):
                began = time.perf_counter()
                hits.append(find(text) == language)
                spent.append((time.perf_counter() - began) * 1000)
        shares.append(f"{100 * mean(hits):.1f}")
    return f"| {name} | {' | '.join(shares)} | {percentile(spent, 0.5):.2f} | {percentile(spent, 0.99):.2f} |"


def lingua(languages: Iterable[str], *, large: bool) -> Find:
    chosen = [Language.from_iso_code_639_1(IsoCode639_1.from_str(tag.upper())) for tag in languages]
    builder = LanguageDetectorBuilder.from_languages(*chosen)
    detector = (builder if large else builder.with_low_accuracy_mode()).build()

    def find(text: str) -> str | None:
        found = detector.detect_language_of(text)
        return found and found.iso_code_639_1.name.lower()

    return find


def wordfreq(languages: Sequence[str]) -> Find:
    spaced = [tag for tag in languages if tag not in ("ja", "zh")]  # it would need a segmenter for each of these

    def find(text: str) -> str | None:
        common = {tag: sum(word_frequency(word, tag, "small") for word in text.split()) for tag in spaced}
        return max(common, key=common.__getitem__) if any(common.values()) else None

    return find


def _each_language(cuts: Cuts) -> Iterator[str]:
    yield "\n| Enishi, found, % | " + " | ".join(LARGEST) + " |\n|---|" + "---|" * len(LARGEST)
    detector = Detector(LARGEST)
    for name, words in WORDS.items():
        shares = (mean(detector.detect(text).language == tag for text in cuts.samples(tag, words)) for tag in LARGEST)
        yield f"| {name} | " + " | ".join(f"{100 * share:.0f}" for share in shares) + " |"


def rooms() -> list[tuple[str, ...]]:
    return Random(1).sample(list(combinations(LARGEST, MEMBERS)), ROOMS)


def _rooms(cuts: Cuts) -> Iterator[str]:
    yield f"""
## Rooms of {MEMBERS} languages

{ROOMS} rooms drawn from all that the twelve can form; nothing expected. A mean hides the rooms that get less: the third
column says in how many fewer than {ENOUGH} % are found.

| one word, found, % | Enishi: mean | rooms below {ENOUGH} % | worst room | lingua, large models: mean | at most: mean |
|---|---|---|---|---|---|"""
    detector, drawn = Detector(LARGEST), rooms()
    for name, kept in WHICH.items():
        ours = [found(cuts, room, kept, ours_in(detector, room)) for room in drawn]
        theirs = [found(cuts, room, kept, lingua(room, large=True)) for room in drawn]
        most = [100 * cuts.best_possible(room, 1, partial(kept, cuts, room)) for room in drawn]
        yield f"| {name} | {_of_rooms(ours, drawn)} | {mean(theirs):.1f} | {mean(most):.1f} |"
    for name, words in (("two words", 2), ("sentence", 0)):
        shares = [
            100
            * mean(
                detector.detect(text, room).language == tag for tag in room for text in cuts.samples(tag, words)[:100]
            )
            for room in drawn
        ]
        yield f"| {name} | {_of_rooms(shares, drawn)} | | |"


def _of_rooms(shares: Sequence[float], drawn: Sequence[Sequence[str]]) -> str:
    """Three cells: the mean, how many rooms are below what is enough, and the worst of them."""
    worst, where = min(zip(shares, drawn, strict=True))
    below = sum(share < ENOUGH for share in shares)
    return f"**{mean(shares):.1f}** | {below} of {len(shares)} | {worst:.1f} ({' '.join(where)})"


WHICH: dict[str, Callable[[Cuts, Collection[str], str], bool]] = {
    "every word, *a* and *de* and names too": lambda cuts, room, text: True,
    "words of four letters or more": lambda cuts, room, text: len(text) >= 4 or cuts.unspaced(text),
    "words that one language of the room uses": lambda cuts, room, text: cuts.users(text, room) == 1,
}


def ours_in(detector: Detector, room: Sequence[str]) -> Find:
    return lambda text: detector.detect(text, room).language


def found(cuts: Cuts, room: Sequence[str], kept: Callable[[Cuts, Collection[str], str], bool], find: Find) -> float:
    hits = [[find(text) == tag for text in cuts.samples(tag, 1) if kept(cuts, room, text)] for tag in room]
    return 100 * mean(mean(each) for each in hits)


def _writers(cuts: Cuts) -> Iterator[str]:
    yield "\n## With what the writer was expected to write\n"
    yield "As the server does it for somebody new in such a room, who reads one of its languages."
    yield "\n| labelled, % | own language: right | another of the room: right | taken for one's own | wrong |"
    yield "|---|---|---|---|---|"
    detector, drawn = Detector(LARGEST), rooms()[:20]
    for name, words in WORDS.items():
        counts: Counter[str] = Counter()
        for room in drawn:
            for own in room:
                for tag in room:
                    # As much of one's own as of all others together.
                    for text in cuts.samples(tag, words)[: 60 if tag == own else 15]:
                        guess = detector.detect(text, room, {own: OWN})
                        label = guess.language if guess.confidence >= SURE else own
                        counts[_verdict(label, tag, own)] += 1
        other = counts["right"] + counts["taken"] + counts["wrong"]
        mine = 100 * counts["own"] / (counts["own"] + counts["lost"])
        shares = [mine, *(100 * counts[key] / other for key in ("right", "taken", "wrong"))]
        yield f"| {name} | " + " | ".join(f"{share:.1f}" for share in shares) + " |"


def _verdict(label: str, language: str, own: str) -> str:
    if language == own:
        return "own" if label == own else "lost"
    return "right" if label == language else "taken" if label == own else "wrong"


def _everything(directory: Path) -> Iterator[str]:
    every = sorted(file.stem for file in directory.glob("*.txt"))
    cuts, detector = read(directory, every, 40), Detector(every)
    yield f"\n## Among all {len(every)} languages of the data, nothing expected\n"
    yield "| found, % | all | the twelve |\n|---|---|---|"
    for name, words in WORDS.items():
        hits = {tag: mean(detector.detect(t).language == tag for t in cuts.samples(tag, words)) for tag in every}
        yield f"| {name} | {100 * mean(hits.values()):.1f} | {100 * mean(hits[tag] for tag in LARGEST):.1f} |"


HEAD = """# Which language is this?

FLORES-101 dev cut short: {samples} cuts a language and length, drawn with a fixed seed. `python -m bench.detect`
measures it.

- The twelve largest languages by speakers (Ethnologue) of those in the data, which lacks Urdu: English, Chinese, Hindi,
  Spanish, Arabic, French, Bengali, Portuguese, Russian, Indonesian, German, Japanese.
- A word is what stands between spaces, without punctuation; words with digits are left out. Chinese and Japanese have
  no spaces: two signs in a row stand for a word, four for two.
- "At most" is what somebody could reach who knows how often each word stands in these very sentences: the rest are
  words, and names, that several of the languages share."""


if __name__ == "__main__":
    main()
