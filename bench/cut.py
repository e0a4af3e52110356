"""Parallel sentences cut short: words and pairs of words, drawn with a fixed seed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

UNSPACED = frozenset({"ja", "my", "th", "zh"})
SIGNS = 2
"""What stands for a word where there are no spaces."""

MARKS = "’'\"“”„«»‘.,;:()!?-–—[]।،؛؟…/。、（）「」"


class Cuts:
    """Cuts of each language by length in words; 0 words are whole sentences."""

    def __init__(self, cuts: dict[tuple[str, int], list[str]], samples: int) -> None:
        self._samples = {
            (language, words): Random(words).sample(sorted(every), min(samples, len(every)))
            for (language, words), every in cuts.items()
        }
        self._shares: defaultdict[tuple[str, int], dict[str, float]] = defaultdict(dict)
        for key, every in cuts.items():
            counts = Counter(text.casefold() for text in every)
            self._shares[key] = {text: count / counts.total() for text, count in counts.items()}

    def samples(self, language: str, words: int) -> Sequence[str]:
        """The cuts that were drawn."""
        return self._samples[language, words]

    def unspaced(self, text: str) -> bool:
        """Whether the text is in a script that takes few signs for a word."""
        return text >= "\u3040"

    def users(self, word: str, languages: Iterable[str]) -> int:
        """In how many of these languages the word is used."""
        return sum(word.casefold() in self._shares[language, 1] for language in languages)

    def best_possible(
        self, languages: Sequence[str], words: int, kept: Callable[[str], bool] = lambda text: True
    ) -> float:
        """How often the best answer is right for who knows how often every cut stands in each language."""
        best: defaultdict[str, float] = defaultdict(float)
        for language in languages:
            shares = {text: share for text, share in self._shares[language, words].items() if kept(text)}
            whole = sum(shares.values())
            for text, share in shares.items():
                best[text] = max(best[text], share / whole)
        return sum(best.values()) / len(languages)


def read(directory: Path, languages: Iterable[str], samples: int) -> Cuts:
    """The sentences in `directory`, cut."""
    cuts: dict[tuple[str, int], list[str]] = {}
    for language in languages:
        lines = (directory / f"{language}.txt").read_text("utf-8").splitlines()
        cuts[language, 0] = lines
        for words in (1, 2):
            cuts[language, words] = [
                cut for line in lines for cut in _cut(line, words, spaced=language not in UNSPACED)
            ]
    return Cuts(cuts, samples)


def _cut(line: str, words: int, *, spaced: bool) -> Iterable[str]:
    if not spaced:
        runs = "".join(sign if sign.isalpha() and not sign.isascii() else " " for sign in line).split()
        size = SIGNS * words
        return (run[at : at + size] for run in runs for at in range(0, len(run) - size + 1, SIGNS))
    said = [word.strip(MARKS) for word in line.split()]
    pairs = (said[at : at + words] for at in range(len(said) - words + 1))
    return (" ".join(pair) for pair in pairs if all(_is_word(word) for word in pair))


def _is_word(word: str) -> bool:
    return word != "" and not any(letter.isdigit() for letter in word)
