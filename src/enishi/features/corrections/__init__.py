"""Corrections: a reader's words in place of a translation, and taking that back."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.corrections.verbs import Corrections
from enishi.features.corrections.wire import Confirm, Correct, Uncorrect


def open_corrections(house: House) -> Feature:
    """Three commands; a correction is told as a translation."""
    corrections = Corrections(house)
    return Feature(commands={Correct: corrections.correct, Confirm: corrections.confirm, Uncorrect: corrections.undo})
