"""Questions: a reader did not understand a message, and its writer is asked in their own language."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.questions.table import QuestionSource
from enishi.features.questions.verbs import Questions
from enishi.features.questions.wire import Asked, Unclear


def open_questions(house: House) -> Feature:
    """The command, its fact, and where questions are kept."""
    questions = Questions(house)
    return Feature(
        commands={Unclear: questions.ask}, events=(Asked,), sources=(QuestionSource(),), run=questions.running
    )
