"""How many words a recogniser got wrong."""

from collections.abc import Sequence

from tests.support.sound import words


def word_errors(said: str, recognised: str) -> float:
    """Words to put in, leave out or change (Levenshtein) for each word that was said; case and marks do not count."""
    wanted, got = words(said), words(recognised)
    row: Sequence[int] = range(len(got) + 1)
    for number, word in enumerate(wanted, 1):
        before, row = row, [number]
        for at, other in enumerate(got):
            row.append(min(row[at] + 1, before[at + 1] + 1, before[at] + (word != other)))
    return row[-1] / len(wanted)
