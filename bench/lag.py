"""How much of what is shown is taken back, and how far it is behind its writer."""

from collections.abc import Sequence
from itertools import pairwise

from enishi.translate.local_agreement import common_prefix


def erasure(outputs: Sequence[list[str]]) -> int:
    """Tokens that were shown and taken back (Arivazhagan et al. 2020, normalised by the final tokens)."""
    return sum(len(one) - common_prefix(one, other) for one, other in pairwise(outputs))


def emitted(outputs: Sequence[list[str]], final: list[str]) -> list[int]:
    """For each final token the output from which on it stood; tokens that came only with the message are missing."""
    stands, stand = list[int](), len(final)
    for output in reversed(outputs):
        stand = min(stand, common_prefix(output, final))
        stands.append(stand)
    first = list[int]()
    for number, stand in enumerate(reversed(stands)):
        first += [number] * (stand - len(first))
    return first


def reached(outputs: Sequence[list[str]], final: list[str]) -> list[int]:
    """For each final token the first output that had so many, right or not; some are missing, as above."""
    first = list[int]()
    for number, output in enumerate(outputs):
        first += [number] * (min(len(output), len(final)) - len(first))
    return first


def laal(delays: Sequence[float], source: float, target: int) -> float:
    """Length-adaptive average lagging (Papi et al. 2022), in the unit of the delays."""
    rate, total, count = max(len(delays), target) / source, 0.0, 0
    for count, delay in enumerate(delays, 1):
        total += delay - (count - 1) / rate
        if delay >= source:
            break
    return total / count
